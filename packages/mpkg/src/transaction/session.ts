import type { Bytes } from '../bytes.ts';
import { clearLeftovers, dissolveState } from '../state/home.ts';
import { releaseLock } from '../state/lock.ts';
import { LOCK_FILE } from '../state/store.ts';
import { openWorkspace, type Workspace } from '../state/workspace.ts';
import { realDisk, type Disk } from '../tree/disk.ts';
import { traitsOf } from '../tree/file-system.ts';
import { ioError } from '../tree/io-error.ts';
import { lookAt } from '../tree/look.ts';
import { parentOf } from '../tree/paths.ts';
import type { TreeView } from '../tree/view.ts';
import type { EventListener } from './events.ts';
import { holdState } from './hold-state.ts';
import { JournalFile } from './journal-file.ts';
import type { TransactionOptions } from './options.ts';
import { recover, type Recovery } from './recover.ts';
import { stageMark } from './stages.ts';
import { tidy, warnOfRecovery } from './warnings.ts';

/** A state that is ours until we release it: locked, and recovered where a run before us was interrupted. */
export interface Session {
  readonly disk: Disk;
  readonly workspace: Workspace;
  /** The state directory, from the root of the tree. */
  readonly state: Bytes;
  readonly stageMark: string;
  readonly journalFile: JournalFile;
  readonly recovery: Recovery;
  readonly sync: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: EventListener;
  readonly tellsLeaves: boolean;
  /** Gives the lock back; a state without packages goes with it. Never throws. */
  readonly release: () => void;
}

/** Every file and directory gets exactly the mode that is asked for. */
const UMASK = 0o022;

/** @throws MpkgError `locked`, `file-not-found`, `config-invalid`, `state-malformed`, `no-permission` and the like */
export async function openSession(options: TransactionOptions): Promise<Session> {
  const disk = options.disk ?? realDisk;
  const previousUmask = process.umask(UMASK);
  try {
    return await hold(disk, options, () => process.umask(previousUmask));
  } catch (error) {
    process.umask(previousUmask);
    throw ioError(error);
  }
}

async function hold(disk: Disk, options: TransactionOptions, restoreUmask: () => void): Promise<Session> {
  const { signal, waitSeconds = 0, onEvent = () => undefined } = options;
  const { view: before, state } = await holdState(disk, options, { waitSeconds, signal });
  const directory = before.absolute(state);
  const release = (): void => {
    restoreUmask();
    let isGone = false;
    tidy(onEvent, () => {
      isGone = dissolveState(disk, before, state);
    });
    if (!isGone) tidy(onEvent, () => releaseLock(disk, `${directory}/${LOCK_FILE}`));
  };
  try {
    const workspace = openWorkspace(options);
    const { view, home } = workspace;
    const sync = (options.sync ?? true) && traitsOf(directory).durable;
    const mark = stageMark(lookAt(directory)?.ino ?? 0);
    const stageHomes = [
      home.directory.path,
      ...(options.sweepsEverywhere === true ? view.mountsBelow() : []),
    ];
    if (options.sweepsEverywhere === true) clearAround(disk, view, state);
    const recovery = await recover({ disk, view, state, stageMark: mark, stageHomes, sync });
    warnOfRecovery(recovery, onEvent);
    return {
      disk,
      workspace: recovery.outcome === 'nothing' ? workspace : openWorkspace(options),
      state,
      stageMark: mark,
      journalFile: new JournalFile(disk, directory, sync),
      recovery,
      sync: options.sync ?? true,
      signal,
      onEvent,
      tellsLeaves: options.tellsLeaves ?? false,
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Clears what was left of states in the making, anywhere above the state. */
function clearAround(disk: Disk, view: TreeView, state: Bytes): void {
  for (let above = parentOf(state); ; above = parentOf(above)) {
    clearLeftovers(disk, view.absolute(above).replace(/\/$/, ''));
    if (above === '') return;
  }
}
