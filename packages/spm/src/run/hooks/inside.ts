import { spawn, spawnSync } from 'node:child_process';

import { errnoOf } from '../../errors.ts';

/** How programs of a tree are started: as they are on the running system, by chroot(1) elsewhere. */
export interface Inside {
  /** Words before the program. */
  readonly prefix: readonly string[];
}

/**
 * Enters a root with the running system's devices and processes mounted where it has places for them: without /dev/null a script
 * would make a file of that name.
 */
const ENTER = `for place in dev proc; do
  if [ -d "$0/$place" ] && ! [ -h "$0/$place" ]; then mount --rbind "/$place" "$0/$place"; fi
done 2>/dev/null
exec chroot "$0" "$@"`;

/** Undefined where programs of the tree cannot be started: it is another root, and only root may enter it. */
export function insideOf(root: string): Inside | undefined {
  if (root === '/') return { prefix: [] };
  if (process.getuid?.() !== 0) return undefined;
  return { prefix: canMountApart() ? ['unshare', '--mount', 'sh', '-c', ENTER, root] : ['chroot', root] };
}

/** Whether mounts can be made that nobody else sees, and that end with the program: not in every container. */
function canMountApart(): boolean {
  return spawnSync('unshare', ['--mount', 'true'], { stdio: 'ignore' }).status === 0;
}

export interface ProgramResult {
  /** The exit status; `missing` when the tree has no such program; null when it could not be started or was killed. */
  readonly status: number | 'missing' | null;
  /** The end of what it printed. */
  readonly output: string;
}

const OUTPUT_LIMIT = 16 * 1024;
const KILL_AFTER_MS = 10 * 60_000;
/** What chroot(1) says, under this status, of a program that is not there. */
const CHROOT_NOT_FOUND = 127;
const CHROOT_COMPLAINT = /^chroot: failed to run command .*: No such file or directory$/;

/** Programs get a known environment: what controls our own runtime must not reach them. */
const ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C.UTF-8',
  HOME: '/root',
};

/** Runs a program of the tree and gathers what it prints. Never throws for what the program does. */
export async function runInside(
  { prefix }: Inside,
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  const [program = '', ...args] = [...prefix, ...command];
  const child = spawn(program, args, {
    cwd: '/',
    env: { ...ENVIRONMENT, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: KILL_AFTER_MS,
  });
  let output = '';
  const gather = (piece: Buffer): void => {
    output = (output + piece.toString('utf8')).slice(-OUTPUT_LIMIT);
  };
  child.stdout.on('data', gather);
  child.stderr.on('data', gather);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      const isMissing = errnoOf(error) === 'ENOENT' && prefix.length === 0;
      resolve({ status: isMissing ? 'missing' : null, output: error.message });
    });
    child.on('close', (status) => resolve(resultOf(status, output.trimEnd())));
  });
}

function resultOf(status: number | null, output: string): ProgramResult {
  const isMissing = status === CHROOT_NOT_FOUND && CHROOT_COMPLAINT.test(output);
  return { status: isMissing ? 'missing' : status, output };
}
