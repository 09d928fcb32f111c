import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { collectGarbage } from '../collect-garbage.ts';
import { MpkgError } from '../errors.ts';

/** Bytes that came through pipes, each piece in memory of its own. */
const COLLECT_EVERY = 8 * 2 ** 20;

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
  const child = await start(args);
  const ended = settled(endOf(child));
  const fed = settled(feed(child.stdin, chunks));
  try {
    let unswept = 0;
    for await (const chunk of child.stdout as AsyncIterable<Uint8Array>) {
      unswept += chunk.length;
      yield chunk;
      if (unswept < COLLECT_EVERY) continue;
      collectGarbage();
      unswept = 0;
    }
    const failure = (await fed) ?? (await ended);
    if (failure !== undefined) throw failure;
  } finally {
    child.kill();
  }
}

/** Puts the chunks in, one at a time, so that they need no copies. Fails only as `chunks` does. */
async function feed(stdin: Writable, chunks: Iterable<Uint8Array>): Promise<void> {
  // Why the program takes no more is told by its exit status.
  stdin.on('error', () => undefined);
  try {
    for (const chunk of chunks) if (!(await isTaken(stdin, chunk))) return;
  } finally {
    stdin.end();
  }
}

function isTaken(stdin: Writable, chunk: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    stdin.write(chunk, (error) => resolve(error === null || error === undefined));
  });
}

async function start(args: readonly string[]): Promise<ChildProcessWithoutNullStreams> {
  const child = spawn('xz', args, { env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
  try {
    await once(child, 'spawn');
    return child;
  } catch (cause) {
    throw new MpkgError('codec-unavailable', 'the program "xz", needed for this, could not be started', {
      hint: 'install xz (package xz-utils or xz)',
      cause,
    });
  }
}

async function endOf(child: ChildProcessWithoutNullStreams): Promise<void> {
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new MpkgError('stream-corrupt', said.trim() || 'xz failed');
}

/** The reason of a rejection as a value, `undefined` for success. */
function settled(work: Promise<unknown>): Promise<Error | undefined> {
  return work.then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
}
