import { checkpoint } from '../interruption.ts';
import { MpkgError } from '../errors.ts';
import type { Disk } from '../tree/disk.ts';
import { ioError } from '../tree/io-error.ts';
import { hasCode, linkTarget, namesIn } from '../tree/look.ts';
import { formatIdentity, isAlive, ownIdentity, parseIdentity, programOf } from './identity.ts';

const POLL_MS = 100;
const GUARD_INFIX = '.broken-';

export interface LockOptions {
  /** How long to wait for a running holder. */
  readonly waitSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes the lock at `path`: a symbolic link whose target names its holder, since symlink(2) makes name and content appear in
 * one step. The lock of a process that no longer runs is broken.
 * @returns false when the directory of the lock does not exist.
 * @throws MpkgError `locked` while another process holds it after the wait; `interrupted`, `terminated`
 */
export async function takeLock(disk: Disk, path: string, options: LockOptions): Promise<boolean> {
  const deadline = performance.now() + options.waitSeconds * 1000;
  for (;;) {
    const outcome = tryLock(disk, path);
    if (outcome === 'taken') return true;
    if (outcome === 'nowhere') return false;
    if (performance.now() >= deadline) throw heldBy(path, outcome.holder);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    await checkpoint(options.signal);
  }
}

/** Gives a lock that we hold back; nothing when it is gone with its directory. */
export function releaseLock(disk: Disk, path: string): void {
  remove(disk, path);
}

type Attempt = 'taken' | 'nowhere' | { readonly holder: string };

function tryLock(disk: Disk, path: string): Attempt {
  for (;;) {
    try {
      disk.makeLink(formatIdentity(ownIdentity()), path);
      return 'taken';
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return 'nowhere';
      if (!hasCode(error, 'EEXIST')) throw ioError(error, path);
    }
    const holder = holderOf(path);
    if (holder === undefined) continue;
    if (mayRun(holder) || !breakLock(disk, path, holder)) return { holder };
  }
}

/** Who holds the lock, in the form of `formatIdentity`; undefined when nobody does. */
export function holderOf(path: string): string | undefined {
  try {
    return linkTarget(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (hasCode(error, 'EINVAL')) return 'something that is no link';
    throw error;
  }
}

/** Whether the holder may still run; a lock of unknown form is left to a person. */
export function mayRun(holder: string): boolean {
  const identity = parseIdentity(holder);
  return identity === undefined || isAlive(identity);
}

/**
 * Removes the lock of a dead holder. Who wants to do that first takes a guard named after that very holder, then looks again:
 * nobody else can remove this lock meanwhile, and a lock taken since is not touched. A guard left behind is broken likewise.
 * @returns false while another process is about to do the same.
 */
function breakLock(disk: Disk, path: string, holder: string): boolean {
  const guard = `${path}${GUARD_INFIX}${holder.split('_').slice(0, 2).join('.')}`;
  if (tryLock(disk, guard) !== 'taken') return false;
  try {
    if (holderOf(path) === holder) disk.unlink(path);
  } finally {
    remove(disk, guard);
  }
  return true;
}

/**
 * Removes the guards of processes that died while they broke a lock in `directory`. The caller holds the lock, so whoever has
 * taken such a guard meanwhile finds nothing to break.
 */
export function clearGuards(disk: Disk, directory: string): void {
  for (const name of namesIn(directory)) {
    if (!name.includes(GUARD_INFIX)) continue;
    const holder = holderOf(`${directory}/${name}`);
    if (holder !== undefined && !mayRun(holder)) remove(disk, `${directory}/${name}`);
  }
}

function remove(disk: Disk, path: string): void {
  try {
    disk.unlink(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

function heldBy(path: string, holder: string): MpkgError {
  const identity = parseIdentity(holder);
  const program = identity && programOf(identity.pid);
  const name = identity ? `process ${identity.pid}${program ? ` (${program})` : ''}` : `"${holder}"`;
  return new MpkgError('locked', `${name} holds ${path}`, {
    subject: path,
    hint: identity ? '--wait 60' : `rm ${path}`,
    details: { ...(identity && { pid: identity.pid }), ...(program && { program }) },
  });
}
