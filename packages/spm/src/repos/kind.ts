import type { Expected } from '../transport/expected.ts';
import type { Compression } from './compression/compression.ts';
import type { Repository } from './repository.ts';

/** A small file that says what a repository holds: its change is what a sync asks for. */
export interface HeadPlace {
  /** Stable within the repository: a suite, or `index`. */
  readonly id: string;
  /** Where it may be, relative to a mirror, preferred first. */
  readonly paths: readonly string[];
  /** More bytes than this are refused. */
  readonly limit: number;
}

/** What a head says, once it is authenticated. */
export interface Head {
  /** Who publishes: compared with what was accepted before. */
  readonly identity: string;
  /** Grows with each edition, as a date or a serial number does: a head with a lower one is refused. */
  readonly edition: number | undefined;
  /** Milliseconds since 1970 after which it should no longer be served. */
  readonly expires: number | undefined;
  readonly signature: 'verified' | 'unverified';
  readonly parts: readonly Part[];
}

/** One index file that a head vouches for. */
export interface Part {
  /** Stable within the head: `main/binary-amd64`. */
  readonly id: string;
  /** The forms it is published in, preferred first. */
  readonly forms: readonly [PartForm, ...PartForm[]];
  /** The proof of the decompressed content. */
  readonly plain: Expected | undefined;
  /** Where the packages that it lists lie, when that is not relative to the mirrors. */
  readonly packages?: string;
}

export interface PartForm {
  /** Relative to a mirror; `''` when the head itself is the index. */
  readonly path: string;
  readonly compression: Compression;
  /** Absent when only the decompressed content is vouched for. */
  readonly expected: Expected | undefined;
}

/** One kind of repository. Adding a kind is one of these and one row in `kinds.ts`. */
export interface RepositoryKind {
  /** The heads of a repository; reads at most a local directory. */
  places(repository: Repository): Promise<readonly HeadPlace[]>;
  /**
   * Reads a fetched head.
   *
   * @throws SpmError `index-malformed`, `signature-missing`, `signature-invalid`.
   */
  read(repository: Repository, place: HeadPlace, file: HeadFile): Promise<Head>;
}

/** A fetched head. */
export interface HeadFile {
  /** Not the one that was accepted before. */
  readonly isNew: boolean;
  readonly file: string;
  /** Which of `HeadPlace.paths` it was found at. */
  readonly path: string;
  /** Where it came from, without a password. */
  readonly url: string;
  /**
   * The signature published beside it, under its name with a suffix.
   *
   * @throws SpmError `signature-missing` when there is none.
   */
  readonly detachedSignature: (suffix: string) => Promise<Uint8Array>;
}
