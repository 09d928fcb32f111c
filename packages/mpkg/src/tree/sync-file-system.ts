import { fsPath } from '../bytes.ts';

/**
 * Flushes everything of the file system that holds `directory`: `sync -f`, or `sync` of all file systems where that option is
 * unknown. Node offers no syncfs(2).
 * @returns false when there is no sync(1), and nothing was done
 * @throws an error with code `EIO` when something cannot be written; `EINTR` when a signal ended sync(1), so that nothing is known
 */
export async function syncFileSystem(directory: string): Promise<boolean> {
  const { runProgram } = await import('./run-program.ts');
  const one = await runProgram(['sync', '-f', '.'], fsPath(directory).toString());
  if (one === undefined) return false;
  if (one.status === 0) return true;
  if (one.status === null) throw failed('EINTR', 'was ended by a signal', directory);
  const isUnknownOption = /option|usage/i.test(one.message);
  if (isUnknownOption && (await runProgram(['sync'], '/'))?.status === 0) return true;
  throw failed('EIO', one.message.trim(), directory);
}

function failed(code: 'EIO' | 'EINTR', words: string, path: string): Error {
  return Object.assign(new Error(`sync: ${words}`), { code, path });
}
