import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { MpkgError } from '../errors.ts';
import type { StoredFile } from './stored-file.ts';

const INPUT_BYTES = 64 * 1024;

/** Starts the system's `xz` as a filter, untouched by the user's `XZ_OPT` and `XZ_DEFAULTS`. */
export function startXz(args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('xz', args, { env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
}

/**
 * Settles when the program has ended.
 * @throws MpkgError `codec-unavailable` when it is not installed, `stream-corrupt` with what it said when it failed
 */
export async function xzEnded(child: ChildProcessWithoutNullStreams): Promise<void> {
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  try {
    const [status] = (await once(child, 'close')) as [number | null];
    if (status === 0) return;
  } catch (error) {
    throw unavailable(error);
  }
  throw new MpkgError('stream-corrupt', said.trim().replace('(stdin)', 'the xz stream') || 'xz failed');
}

/** Decompresses through `xz -dc`, which itself checks that the file ends with the stream. */
export async function* xzByProgram(stored: StoredFile): AsyncGenerator<Uint8Array> {
  const child = startXz(['-dc']);
  const ended = xzEnded(child);
  // It is awaited below; until then a failure must not count as unhandled.
  ended.catch(() => undefined);
  const source = Readable.from(copies(stored), { objectMode: false });
  child.stdin.on('error', () => source.destroy());
  source.pipe(child.stdin);
  try {
    for await (const chunk of child.stdout) yield chunk as Uint8Array;
    await ended;
  } finally {
    source.destroy();
    child.kill();
  }
}

/** A pipe may keep what it is given beyond the next chunk. */
function* copies(stored: StoredFile): Generator<Uint8Array> {
  for (const chunk of stored.chunks(INPUT_BYTES)) yield chunk.slice();
}

function unavailable(cause: unknown): MpkgError {
  return new MpkgError('codec-unavailable', 'the program "xz" is needed for this and could not be started', {
    subject: 'xz',
    hint: 'install xz (package xz-utils or xz)',
    cause,
  });
}
