import type { Bytes } from '@mpkg/mpkg';

/** Where the bytes of a file lie in the staged contents, or the bytes themselves. */
export type Content = Extent | Uint8Array;

export interface Extent {
  readonly offset: number;
  readonly size: number;
}

/** Bytes of content. */
export function sizeOf(content: Content): number {
  return content instanceof Uint8Array ? content.length : content.size;
}

/** Owner and permissions as the foreign package has them. */
export interface Attributes {
  /** Permission bits, those for setuid, setgid and sticky included. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Names of owner and group; `''` when the package gives only numbers. */
  readonly owner: string;
  readonly group: string;
}

export interface StagedFile {
  readonly kind: 'file' | 'exec';
  readonly content: Content;
  readonly attributes: Attributes;
}

export interface StagedLink {
  readonly kind: 'link';
  readonly target: Bytes;
  readonly attributes: Attributes;
}

export interface StagedDirectory {
  readonly kind: 'dir';
  readonly children: Map<Bytes, StagedNode>;
  /** Those of the member that names it; the default ones while it is only a part of other members' paths. */
  attributes: Attributes;
}

export type StagedNode = StagedFile | StagedLink | StagedDirectory;

export const DEFAULT_DIRECTORY: Attributes = { mode: 0o755, uid: 0, gid: 0, owner: 'root', group: 'root' };
