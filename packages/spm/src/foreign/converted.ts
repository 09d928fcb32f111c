import type { Bytes, ModesTable } from '@mpkg/mpkg';

import type { Warning } from '../errors.ts';
import type { ForeignFacts, Script } from './kind.ts';

/** A foreign package as a data-only pac, with everything that a pac does not hold beside it. */
export interface Converted {
  /** Path of the archive, in the cache. */
  readonly pac: string;
  /** Of the archive, hexadecimal. */
  readonly sha256: string;
  /** Bytes of the archive. */
  readonly size: number;
  readonly modes: ModesTable;
  /** Paths of configuration, from the root. */
  readonly configPaths: readonly Bytes[];
  readonly scripts: readonly Script[];
  readonly warnings: readonly Warning[];
  readonly facts: ForeignFacts;
}
