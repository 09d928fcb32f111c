import { MpkgError } from '../errors.ts';
import { fsPath } from '../bytes.ts';

/**
 * Flushes everything of the file system that holds `directory`: `sync -f`, or `sync` of all file systems where that option is
 * unknown. Node offers no syncfs(2).
 * @throws an error with code `EIO` when something cannot be written; MpkgError `tool-missing`
 */
export async function syncFileSystem(directory: string): Promise<void> {
  const one = await run(['-f', '.'], fsPath(directory).toString());
  if (one.status === 0) return;
  const isUnknownOption = /option|usage/i.test(one.message);
  if (isUnknownOption && (await run([], '/')).status === 0) return;
  throw Object.assign(new Error(`sync: ${one.message.trim()}`), { code: 'EIO', path: directory });
}

async function run(
  args: readonly string[],
  cwd: string,
): Promise<{ status: number | null; message: string }> {
  const { spawn } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const child = spawn('sync', args, { stdio: ['ignore', 'ignore', 'pipe'], cwd });
    let message = '';
    child.stderr.on('data', (piece: Buffer) => (message += piece.toString()));
    child
      .on('error', () =>
        reject(
          new MpkgError('tool-missing', 'sync(1) is needed to wait for the disk', { hint: '--no-sync' }),
        ),
      )
      .on('close', (status) => resolve({ status, message }));
  });
}
