import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { temporaryDirectory } from './temporary.ts';

/** Every system call by which a program may change a file system. Calls that only read cost a run more, never a miss. */
export const MUTATING_CALLS = [
  'open,openat,creat,write,pwrite64,writev,pwritev,copy_file_range,sendfile,ftruncate,truncate,fallocate',
  'rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir',
  'chmod,fchmod,fchmodat,chown,fchown,lchown,fchownat,utimensat,setxattr,fsetxattr,fsync,fdatasync,syncfs,sync',
].join(',');

/** Whether system calls can be traced here at all (strace is there and ptrace is allowed). */
export function canTrace(): boolean {
  return spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0;
}

/** One call of a traced run: the `ordinal`-th, from 1, of all calls of that name by the first thread. */
export interface CallPoint {
  readonly call: string;
  readonly ordinal: number;
}

/** What befalls a program at a call: a signal that comes just then, or an error instead of the call. */
export type Effect = `signal=${'KILL' | 'INT' | 'TERM' | 'STOP'}` | `error=${string}`;

/**
 * Words to run a program under: at that point happens what `effect` says. Other threads count for
 * themselves and differently in every run, so they are left alone: what a runtime's own threads say to each other must not fail.
 */
export function injectAt({ call, ordinal }: CallPoint, effect: Effect): string[] {
  return [
    'strace',
    '-qq',
    '-o',
    '/dev/null',
    '-e',
    `trace=${call}`,
    '-e',
    `inject=${call}:${effect}:when=${ordinal}`,
  ];
}

/**
 * Runs a command line and returns its mutating calls in order, from the first that names something below `directory`: what
 * comes before is the program's own start.
 * @param calls names of system calls with commas between
 * @throws when the command fails
 */
export function tracePoints(
  argv: readonly string[],
  directory: string,
  calls = MUTATING_CALLS,
): readonly CallPoint[] {
  const ordinals = new Map<string, number>();
  const lines = traceCalls(argv);
  const points = lines.map((line) => {
    const call = /^(\w+)\(/.exec(line)?.[1] ?? '';
    const ordinal = (ordinals.get(call) ?? 0) + 1;
    ordinals.set(call, ordinal);
    return { call, ordinal };
  });
  const first = lines.findIndex((line) => line.includes(`"${directory}`) && !line.includes('O_RDONLY'));
  const wanted = new Set(calls.split(','));
  return points.slice(Math.max(first, 0)).filter(({ call }) => wanted.has(call));
}

/** The mutating calls of the first thread, one line each as strace writes them. */
function traceCalls(argv: readonly string[]): readonly string[] {
  using directory = temporaryDirectory();
  const log = `${directory.path}/calls`;
  const child = spawnSync(
    'strace',
    ['-qq', '-s', '256', '-o', log, '-e', `trace=${MUTATING_CALLS}`, ...argv],
    {
      env: { PATH: process.env['PATH'] },
      encoding: 'utf8',
    },
  );
  if (child.status !== 0) throw new Error(`${argv.join(' ')}: status ${child.status}\n${child.stderr}`);
  return fs
    .readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /^\w+\(/.test(line));
}
