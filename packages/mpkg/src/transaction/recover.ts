import type { Bytes } from '../bytes.ts';
import { clearGuards } from '../state/lock.ts';
import type { Disk } from '../tree/disk.ts';
import { OpenDirectories } from '../tree/open-directories.ts';
import { parentOf } from '../tree/paths.ts';
import type { TreeView } from '../tree/view.ts';
import { cleanUp } from './clean-up.ts';
import { flush, flushOperations } from './flush.ts';
import type { Ground } from './ground.ts';
import { JournalFile } from './journal-file.ts';
import { rollBack } from './roll-back.ts';
import { sweepStages } from './stages.ts';
import type { KeptPath } from './subtree.ts';

export interface RecoveryOptions {
  readonly disk: Disk;
  readonly view: TreeView;
  /** The state directory, from the root of the tree. */
  readonly state: Bytes;
  /** The mark of this state's stages, and the directories where some may have been left. */
  readonly stageMark: string;
  readonly stageHomes: readonly Bytes[];
  readonly sync: boolean;
}

export interface Recovery {
  /** What was found: nothing, a transaction that was undone, or one whose cleaning up was finished. */
  readonly outcome: 'nothing' | 'rolled-back' | 'completed';
  /** Paths that were kept: something unknown was found, or what is there may not be deleted. */
  readonly kept: readonly KeptPath[];
}

/** Brings the tree to the state before or after an interrupted transaction. The caller holds the lock. */
export async function recover(options: RecoveryOptions): Promise<Recovery> {
  const { disk, view, state } = options;
  clearGuards(disk, view.absolute(state));
  const file = new JournalFile(disk, view.absolute(state), options.sync);
  const journal = file.read();
  let recovery: Recovery = { outcome: 'nothing', kept: [] };
  if (journal !== undefined) {
    const directories = new OpenDirectories(view.absolute('').replace(/\/$/, ''));
    const ground: Ground = {
      disk,
      absolute: (path) => view.absolute(path),
      directories,
      stages: journal.stages,
    };
    try {
      if (journal.committed) {
        recovery = { outcome: 'completed', kept: cleanUp(ground, journal) };
      } else {
        recovery = { outcome: 'rolled-back', kept: rollBack(ground, journal.operations) };
      }
      const touched = new Set([state, ...journal.stages.map(parentOf)]);
      if (options.sync) await flush(ground, touched, () => flushOperations(ground, journal.operations));
    } finally {
      directories.close();
    }
  }
  const swept = options.stageHomes.flatMap((home) =>
    sweepStages(disk, view.absolute(home), options.stageMark),
  );
  file.remove();
  if (recovery.outcome === 'nothing' && swept.length > 0) return { outcome: 'rolled-back', kept: [] };
  return recovery;
}
