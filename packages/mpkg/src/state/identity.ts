import fs from 'node:fs';
import { hasCode, lookAt, readBytes } from '../tree/look.ts';

/** What tells one process from all others, also after its number is used again or the machine was started anew. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks from the start of the machine to that of the process. */
  readonly started: string;
  /** Changes with every start of the machine. */
  readonly boot: string;
  /** The namespace that `pid` counts in. */
  readonly namespace: string;
}

let own: ProcessIdentity | undefined;

export function ownIdentity(): ProcessIdentity {
  own ??= {
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    boot: bootIdentity(),
    namespace: pidNamespace(),
  };
  return own;
}

/** As one word, for a lock and for names of temporary directories. */
export function formatIdentity({ pid, started, boot, namespace }: ProcessIdentity): string {
  return [pid, started, boot, namespace].join('_');
}

export function parseIdentity(text: string): ProcessIdentity | undefined {
  const match = /^(\d+)_(\d*)_([\da-f-]*)_(\d*)$/.exec(text);
  if (match === null) return undefined;
  const [, pid = '', started = '', boot = '', namespace = ''] = match;
  return { pid: Number(pid), started, boot, namespace };
}

/**
 * Whether the process may still run. A process of another PID namespace cannot be seen, so it counts as alive until the
 * machine is started anew.
 */
export function isAlive(identity: ProcessIdentity): boolean {
  const self = ownIdentity();
  if (identity.boot !== self.boot) return false;
  if (identity.namespace !== self.namespace) return true;
  const started = startOf(identity.pid);
  return started === undefined ? isHidden(identity.pid) : started === identity.started;
}

/** Whether there is a process that /proc does not show: hidepid of proc(5) hides those of other users. */
function isHidden(pid: number): boolean {
  if (lookAt(`/proc/${pid}`) !== undefined) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** The program's name, for a message. */
export function programOf(pid: number): string | undefined {
  return readBytes(`/proc/${pid}/comm`)?.trim();
}

function bootIdentity(): string {
  return readBytes('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
}

/**
 * Field 22 of proc_pid_stat(5); the second, in parentheses, may hold blanks. Undefined for what has ended, also where nobody has
 * asked for its exit status yet, which in a container may be never.
 */
function startOf(pid: number): string | undefined {
  const status = readBytes(`/proc/${pid}/stat`);
  const fields = status?.slice(status.lastIndexOf(')') + 2).split(' ');
  return fields === undefined || /[ZX]/.test(fields[0] ?? '') ? undefined : fields[19];
}

function pidNamespace(): string {
  try {
    return fs.readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '');
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'EACCES')) return '';
    throw error;
  }
}
