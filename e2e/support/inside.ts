import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** A /proc of its own, which goes with the last process; then chroot. */
const ENTER = 'mount -t proc proc "$0/proc"; exec chroot "$0" "$@"';

function words(root: string, command: readonly string[]): string[] {
  return ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', ENTER, root, ...command];
}

/** Runs a program inside a root to its end: what it printed, on either stream. */
export function runInside(root: string, ...command: readonly string[]): string {
  const { stdout, stderr } = spawnSync('unshare', words(root, command), { encoding: 'utf8' });
  return stdout + stderr;
}

/** Starts a program inside a root; it is killed with the scope. */
export function startInside(
  root: string,
  ...command: readonly string[]
): Disposable & { child: ChildProcess } {
  const child = spawn('unshare', words(root, command), { stdio: 'ignore', cwd: path.dirname(root) });
  return { child, [Symbol.dispose]: () => void child.kill('SIGKILL') };
}
