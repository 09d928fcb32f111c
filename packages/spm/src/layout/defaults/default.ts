import type { Bytes } from '@mpkg/mpkg';

/** Configuration, data of programs, and what users have in their homes. */
export const DEFAULT_KINDS = ['conf', 'data', 'home'] as const;
export type DefaultKind = (typeof DEFAULT_KINDS)[number];

/** A file or link as a package brought it. */
export interface Default {
  readonly kind: DefaultKind;
  /** From the root, or for `home` from the home directory, without a leading `/`. */
  readonly path: Bytes;
  readonly node: DefaultNode;
}

export type DefaultNode =
  | { readonly type: 'link'; readonly target: Bytes }
  /** `read` gives all of the content. */
  | { readonly type: 'file'; readonly mode: number; readonly read: () => Buffer };
