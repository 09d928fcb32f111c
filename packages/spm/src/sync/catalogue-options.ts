import type { RankedRepository } from '../catalogue/compile/compile.ts';
import type { Repository } from '../repos/repository.ts';
import type { SyncEventSink } from './events.ts';

/** What the catalogue of a root is made from, and where it lies. */
export interface CatalogueOptions {
  /** The catalogue's file. */
  readonly path: string;
  /** `<root>/var/lib/spm/repos`. */
  readonly storeFolder: string;
  /** As configured, best first. */
  readonly repositories: readonly Repository[];
  /** The preferred one, then the foreign ones. */
  readonly architectures: readonly [string, ...string[]];
  readonly onEvent: SyncEventSink;
  /** Nothing needs to be synced: what is installed is enough. */
  readonly needsNoRepository?: boolean;
  /** Compiled after what was synced. Their names are in parentheses; whether they are still right, the caller has to tell. */
  readonly extra?: readonly RankedRepository[];
}
