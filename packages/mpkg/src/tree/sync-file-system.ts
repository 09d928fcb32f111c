import { fsPath } from '../bytes.ts';

/**
 * Flushes everything of the file system that holds `directory`: `sync -f`, or `sync` of all file systems where that option is
 * unknown. Node offers no syncfs(2).
 * @returns false when there is no sync(1), and nothing was done
 * @throws an error with code `EIO` when something cannot be written
 */
export async function syncFileSystem(directory: string): Promise<boolean> {
  const one = await run(['-f', '.'], fsPath(directory).toString());
  if (one === undefined) return false;
  if (one.status === 0) return true;
  const isUnknownOption = /option|usage/i.test(one.message);
  if (isUnknownOption && (await run([], '/'))?.status === 0) return true;
  throw Object.assign(new Error(`sync: ${one.message.trim()}`), { code: 'EIO', path: directory });
}

interface Outcome {
  readonly status: number | null;
  readonly message: string;
}

/** Undefined when the program cannot be started. */
async function run(args: readonly string[], cwd: string): Promise<Outcome | undefined> {
  const { spawn } = await import('node:child_process');
  return new Promise((resolve) => {
    const child = spawn('sync', args, { stdio: ['ignore', 'ignore', 'pipe'], cwd });
    let message = '';
    child.stderr.on('data', (piece: Buffer) => (message += piece.toString()));
    child.on('error', () => resolve(undefined)).on('close', (status) => resolve({ status, message }));
  });
}
