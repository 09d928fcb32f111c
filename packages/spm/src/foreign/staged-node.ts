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

/** A user or group: by name where the package has one, since numbers differ from system to system. */
export type Account = string | number;

/** Owner and permissions as the foreign package has them. */
export interface Attributes {
  /** Permission bits, those for setuid, setgid and sticky included. */
  readonly mode: number;
  readonly owner: Account;
  readonly group: Account;
  /** As cap_from_text(3) reads it. */
  readonly capabilities?: string;
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

/** Of a mode, as in stat(2): whoever may execute it, a pac has it as a program. */
export const ANY_EXECUTE = 0o111;

/** What a pac's entry is deployed with when no table says otherwise. */
export const DEPLOYED_MODE = { dir: 0o755, exec: 0o755, file: 0o644, link: 0o777 } as const;

/** Of root, and with the permissions that a pac stands for: no row of a modes table. */
export function plainAttributes(kind: keyof typeof DEPLOYED_MODE): Attributes {
  return { mode: DEPLOYED_MODE[kind], owner: 'root', group: 'root' };
}

/** What a modes table takes for the name of an account. */
const ACCOUNT_NAME = /^[^\s:/]+$/;

/** Numbers below are the same on every system (LSB, "User ID Ranges"; Debian policy §9.2.2). */
const FIRST_DYNAMIC_ID = 100;

/**
 * The account with that name, or, without a usable one, with that number. One that has the same number everywhere goes by that,
 * since a tree that is only being installed may not know its name yet.
 */
export function accountOf(name: string, id: number): Account {
  if (ACCOUNT_NAME.test(name) && (id === 0 || id >= FIRST_DYNAMIC_ID)) return name;
  return id === 0 ? 'root' : id;
}
