import { checkpoint } from '../interruption.ts';
import type { Bytes } from '../bytes.ts';
import { MpkgError } from '../errors.ts';
import { ioError } from '../tree/io-error.ts';
import { lookAt } from '../tree/look.ts';
import { parentOf } from '../tree/paths.ts';
import type { TreeView } from '../tree/view.ts';
import { cleanUp } from './clean-up.ts';
import { syncTree } from './durability.ts';
import type { EventListener } from './events.ts';
import { flush, flushOperations } from './flush.ts';
import { isStaged, reach, type Ground } from './ground.ts';
import type { Operation } from '../plan/operation.ts';
import type { OperationList } from '../plan/operation-list.ts';
import type { Journal } from './journal.ts';
import type { JournalFile } from './journal-file.ts';
import { publish } from './publish.ts';
import { rollBack } from './roll-back.ts';
import type { Stage } from './stages.ts';
import { tidy, warnOfKept } from './warnings.ts';

export interface Commission {
  readonly view: TreeView;
  readonly ground: Ground;
  readonly stages: readonly Stage[];
  readonly journalFile: JournalFile;
  readonly journal: Journal;
  /** Those of the journal that are about the tree, and those about the state after them. */
  readonly treeOperations: OperationList;
  readonly stateOperations: OperationList;
  /** Told the time of the last arrival, in ms of its file system's clock, before the state is published. */
  readonly beforeState: (publishedAt: number | undefined) => void;
  readonly sync: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: EventListener;
}

/**
 * Makes staged changes real, all or none:
 * 1. where files are replaced, their new contents reach the disk;
 * 2. the journal of all operations reaches the disk;
 * 3. the operations are carried out, those of the state last;
 * 4. everything reaches the disk;
 * 5. the commit mark reaches the disk: up to here any failure is rolled back, by this process or by the next;
 * 6. what was replaced and removed is deleted, the journal last.
 * @throws MpkgError why it was rolled back, or `recovery-needed` when even that failed
 */
export async function commit(commission: Commission): Promise<void> {
  const { ground, journal, journalFile, onEvent } = commission;
  try {
    await publishDurably(commission);
  } catch (error) {
    await withdraw(commission, ioError(error));
  }
  onEvent({ type: 'phase', phase: 'cleaning' });
  tidy(onEvent, () => {
    warnOfKept(cleanUp(ground, journal), 'cannot be deleted', onEvent);
    journalFile.remove();
  });
}

async function publishDurably(commission: Commission): Promise<void> {
  const { view, ground, journalFile, journal, treeOperations, stateOperations, onEvent } = commission;
  if (replacesAny(treeOperations)) {
    await flush(ground, durableStages(commission), async () => {
      await checkpoint(commission.signal);
      for (const { path } of commission.stages) syncTree(ground.disk, ground.absolute(path));
    });
  }
  await checkpoint(commission.signal);
  journalFile.write(journal);
  onEvent({ type: 'phase', phase: 'publishing' });
  publish(ground, treeOperations, (directory) => view.settledChange(directory));
  commission.beforeState(timeOfLastArrival(ground, treeOperations));
  publish(ground, stateOperations, () => undefined);
  onEvent({ type: 'phase', phase: 'syncing' });
  await flush(ground, durableStages(commission), async () => {
    await checkpoint(commission.signal);
    flushOperations(ground, journal.operations);
  });
  await checkpoint(commission.signal);
  journalFile.commit();
}

/**
 * A commit mark that may have reached the disk must not outlive the rollback, so it goes first; the journal must not be gone
 * before the rollback is on the disk, so it goes last.
 */
async function withdraw(commission: Commission, cause: MpkgError): Promise<never> {
  const { ground, journal, journalFile, onEvent } = commission;
  try {
    journalFile.retract();
    warnOfKept(rollBack(ground, journal.operations), 'was changed by others', onEvent);
    if (journalFile.exists) {
      const directories = durableStages(commission).map(parentOf);
      await flush(ground, directories, () => flushOperations(ground, journal.operations));
    }
    journalFile.remove();
  } catch (error) {
    throw new MpkgError(
      'recovery-needed',
      `${cause.message}; undoing that failed too: ${ioError(error).message}`,
      {
        hint: 'mpkg --recover',
        cause,
      },
    );
  }
  throw cause;
}

/** What has to reach the disk, one directory on each file system that keeps anything. */
function durableStages({ stages, sync }: Commission): Bytes[] {
  return sync ? stages.filter(({ traits }) => traits.durable).map(({ path }) => path) : [];
}

function replacesAny(operations: Iterable<Operation>): boolean {
  for (const { kind } of operations) if (kind === 'replace') return true;
  return false;
}

function timeOfLastArrival(ground: Ground, operations: OperationList): number | undefined {
  for (const operation of operations.reversed()) {
    if (operation.kind === 'replace') return lookAt(reach(ground, operation.target))?.ctimeMs;
    if (isStaged(ground, operation.from)) return lookAt(reach(ground, operation.to))?.ctimeMs;
  }
  return undefined;
}
