import { fsPath } from '../bytes.ts';

/**
 * Flushes everything of the file system that holds `directory`: `sync -f`, or `sync` of all file systems where that option is
 * unknown. Node offers no syncfs(2). Throws `EIO` when neither reports success.
 */
export async function syncFileSystem(directory: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  const succeeds = (args: readonly string[]): Promise<boolean> =>
    new Promise((resolve) => {
      spawn('sync', args, { stdio: 'ignore', cwd: fsPath(directory).toString() })
        .on('error', () => resolve(false))
        .on('close', (code) => resolve(code === 0));
    });
  if ((await succeeds(['-f', '.'])) || (await succeeds([]))) return;
  throw Object.assign(new Error(`sync ${directory} failed`), { code: 'EIO', path: directory });
}
