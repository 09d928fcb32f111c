import { openTransaction, type Bytes, type Disk, type Transaction } from '@mpkg/mpkg';

import type { PackageId } from '../package/package.ts';
import type { HeldState } from '../state/lock.ts';
import type { StateStore } from '../state/store.ts';
import type { HookOutcome, RunListener } from './events.ts';
import { engineListener } from './engine-events.ts';
import { isNothing, readDue } from './hooks/due.ts';
import { runDue } from './hooks/run-due.ts';
import { readIntent, removeIntent, type IntendedStep } from './intent.ts';
import { restoredFiles } from './restore-state.ts';

export interface RecoverContext {
  readonly state: HeldState;
  readonly emit: RunListener;
  readonly sync?: boolean | undefined;
  readonly waitSeconds?: number | undefined;
  /** Stands in for the system's calls in tests. */
  readonly disk?: Disk | undefined;
}

export interface RecoverResult {
  /** `nothing` was interrupted; a transaction was `rolled-back`; or it was committed and is `completed` now. */
  readonly outcome: 'nothing' | 'rolled-back' | 'completed';
  /** What the interrupted transaction was to do, when it is known. */
  readonly request: readonly string[];
  /** Every package of its plan: at which version it is now. */
  readonly packages: readonly RecoveredPackage[];
  /** Triggers and scripts that failed again. */
  readonly failed: readonly HookOutcome[];
  /** Files of the state that were damaged or lost and were made anew, from the root of the tree. */
  readonly restored: readonly string[];
}

export interface RecoveredPackage {
  readonly id: PackageId;
  /** Null when it is not installed. */
  readonly version: string | null;
  /** Whether that is what the transaction wanted. */
  readonly isNew: boolean;
}

/**
 * Finishes or takes back what was interrupted. State and tree change together, so the engine's own recovery leaves both old or
 * both new; what remains is to say which, and to do what a committed transaction had still to do.
 */
export async function recover({ state, emit, ...options }: RecoverContext): Promise<RecoverResult> {
  const { store } = state;
  const { onEvent } = engineListener(emit);
  await using transaction = await openTransaction({ root: store.root, onEvent, ...options });
  const restored = await restore(transaction, store);
  const intent = readIntent(store);
  const isDue = !isNothing(readDue(store));
  const isCommitted = intent !== undefined && store.hasRecord(intent.transaction);
  const failed = await runDue(store, emit);
  removeIntent(store);
  if (intent === undefined && !isDue) {
    return { outcome: 'nothing', request: [], packages: [], failed, restored };
  }
  const now = store.installed().packages;
  return {
    outcome: isCommitted || intent === undefined ? 'completed' : 'rolled-back',
    request: intent?.request ?? [],
    packages: (intent?.steps ?? []).map((step) =>
      recovered(step, now.get(step.id)?.version ?? null, isCommitted),
    ),
    failed,
    restored,
  };
}

/** Makes anew what is damaged of the state, all of it at once. */
async function restore(transaction: Transaction, store: StateStore): Promise<string[]> {
  const files = restoredFiles(store);
  if (files.length === 0) return [];
  for (const { path, content } of files) await transaction.attach(path as Bytes, content);
  await transaction.commit();
  return files.map(({ path }) => path);
}

function recovered({ id }: IntendedStep, version: string | null, isNew: boolean): RecoveredPackage {
  return { id, version, isNew };
}

/** Whether something was interrupted, or is still due; costs two looks at names. */
export function needsRecovery({ store }: HeldState): boolean {
  return readIntent(store) !== undefined || !isNothing(readDue(store));
}
