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

/** Words to run a program under: the n-th mutating call of a thread, from 1, is not carried out as `effect` says. */
export function injectAt(
  call: number,
  effect: 'signal=KILL' | `error=${string}`,
  calls = MUTATING_CALLS,
): string[] {
  const trace = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${calls}`];
  return [...trace, '-e', `inject=${calls}:${effect}:when=${call}`];
}

/** How many mutating calls the main thread makes while it runs a command line. */
export function countCalls(argv: readonly string[], calls = MUTATING_CALLS): number {
  return traceCalls(argv, calls).length;
}

/** The mutating calls of the main thread, one line each as strace writes them. */
export function traceCalls(argv: readonly string[], calls = MUTATING_CALLS): readonly string[] {
  using directory = temporaryDirectory();
  const log = `${directory.path}/calls`;
  const child = spawnSync('strace', ['-f', '-qq', '-o', log, '-e', `trace=${calls}`, ...argv], {
    env: { PATH: process.env['PATH'] },
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`${argv.join(' ')}: status ${child.status}\n${child.stderr}`);
  const lines = fs
    .readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /^\d+ +\w+\(/.test(line));
  const main = lines[0]?.split(' ')[0];
  return lines.filter((line) => line.startsWith(`${main} `));
}
