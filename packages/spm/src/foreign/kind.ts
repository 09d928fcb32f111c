import type { Bytes } from '@mpkg/mpkg';

import type { CandidateRecord } from '../catalogue/record.ts';
import type { Warning } from '../errors.ts';
import type { Contents } from './contents.ts';
import type { Spool } from './spool.ts';
import type { StagedDirectory } from './staged-node.ts';

/** One kind of foreign package. A new kind is one of these and one row in `kinds.ts`. */
export interface ForeignKind {
  readonly id: string;
  /** Raised whenever the same source would give another result: conversions are kept under it. */
  readonly version: number;
  /** Whether a file is of this kind, by name and first bytes. */
  matches(source: SourceFile): boolean;
  /** Reads the package. Errors name what is wrong inside it; the caller adds the file. */
  stage(source: SourceFile, request: StageRequest): Promise<Staged>;
}

export interface SourceFile {
  /** The last part of its path or URL. */
  readonly name: string;
  readonly fd: number;
  /** Bytes. */
  readonly size: number;
  /** Its first 512 bytes, or all of a shorter one. */
  readonly head: Buffer;
}

export interface Layout {
  /** What the package, or the one program in it, is called; default: taken from the file's name. */
  readonly name?: string;
  /** Of an archive: names to leave out at the front of each path, as `tar --strip-components` does. Default 0. */
  readonly strip?: number;
  /** Of an archive or single file: the directory that everything goes below, such as `opt/tool`. Default: the root. */
  readonly prefix?: string;
}

export interface StageRequest {
  readonly layout: Layout;
  /** Bytes that the package may unpack to. */
  readonly limit: number;
  /** For what is unpacked; at most one is asked for. */
  readonly spool: () => Spool;
}

/** A maintainer script, or another file of instructions that comes with a package; shown, and run only when told to. */
export interface Script {
  readonly name: string;
  readonly content: Bytes;
}

/** What a package says of itself. */
export interface ForeignFacts {
  readonly name: string;
  readonly version?: string;
  /** `all` for what runs anywhere. */
  readonly architecture?: string;
  /** What it can be used as: an archive of binaries yields no library. */
  readonly roles: readonly Role[];
  /** Everything that an index would say of it, where the format has that. */
  readonly record?: CandidateRecord;
}

export type Role = 'program' | 'library' | 'files';

export interface Staged {
  readonly root: StagedDirectory;
  /** What the extents in the tree lie in. */
  readonly contents: Contents;
  readonly configPaths: readonly Bytes[];
  readonly scripts: readonly Script[];
  readonly warnings: readonly Warning[];
  readonly facts: ForeignFacts;
}
