import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MpkgError } from '../errors.ts';

/**
 * What the system's `xz`, run as a filter, makes of the chunks; untouched by the user's `XZ_OPT` and `XZ_DEFAULTS`. Stopping
 * early ends the program.
 * @throws MpkgError `codec-unavailable` when it is not installed, `stream-corrupt` with its own words when it fails; and
 *   whatever `chunks` throws
 */
export async function* throughXz(
  args: readonly string[],
  chunks: Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const child = spawn('xz', args, { env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
  const ended = settled(endOf(child));
  const source = new Copies(chunks);
  const fed = settled(pipeline(Readable.from(source, { objectMode: false }), child.stdin));
  try {
    for await (const chunk of child.stdout) yield chunk as Uint8Array;
    await fed;
    if (source.failure !== undefined) throw source.failure;
    const failure = await ended;
    if (failure !== undefined) throw failure;
  } finally {
    child.kill();
  }
}

/** Chunks that a pipe may keep, and why there are no more of them. */
class Copies implements Iterable<Uint8Array> {
  failure: Error | undefined;
  readonly #chunks: Iterable<Uint8Array>;

  constructor(chunks: Iterable<Uint8Array>) {
    this.#chunks = chunks;
  }

  *[Symbol.iterator](): Generator<Uint8Array> {
    try {
      for (const chunk of this.#chunks) yield chunk.slice();
    } catch (error) {
      this.failure = error as Error;
      throw error;
    }
  }
}

async function endOf(child: ChildProcessWithoutNullStreams): Promise<void> {
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  let status: unknown;
  try {
    [status] = await once(child, 'close');
  } catch (cause) {
    throw new MpkgError('codec-unavailable', 'the program "xz", needed for this, could not be started', {
      hint: 'install xz (package xz-utils or xz)',
      cause,
    });
  }
  if (status !== 0) throw new MpkgError('stream-corrupt', said.trim() || 'xz failed');
}

/** The reason of a rejection as a value, `undefined` for success. */
function settled(work: Promise<unknown>): Promise<Error | undefined> {
  return work.then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
}
