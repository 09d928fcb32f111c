import type { Expected } from '../transport/expected.ts';

/** A file that a plan needs, by what its index says of it. */
export interface ArtifactRequest extends Expected {
  /** What it is for, in messages and progress: a package. */
  readonly subject: string;
  /** Absolute, best mirror first; none for what only the cache holds. */
  readonly urls: readonly string[];
  /** Bytes that its conversion will put into the cache; 0 or absent for what is used as it is. */
  readonly unpackedBytes?: number;
}
