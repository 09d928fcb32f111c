import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';

import { SpmError } from '../errors.ts';
import type { Section } from './section.ts';

const INPUT_BYTES = 64 * 1024;
const MAX_SAID = 1000;

const installed = new Map<string, boolean>();

/** Whether a program is on the PATH; looked up once. */
export function isInstalled(program: string): boolean {
  let found = installed.get(program);
  if (found === undefined) {
    const directories = (process.env['PATH'] ?? '').split(delimiter);
    found = directories.some((directory) => isExecutable(join(directory, program)));
    installed.set(program, found);
  }
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a program of the system writes when a section is its input; stopping early ends the program. It sees no environment
 * but PATH, so that no user's defaults change what it does.
 * @throws SpmError `tool-missing`, or `stream-corrupt` with what the program said when it failed.
 */
export async function* filtered(
  program: string,
  args: readonly string[],
  section: Section,
): AsyncGenerator<Uint8Array> {
  const child = spawn(program, args, { env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
  const ended = settled(program, child);
  // It is awaited below; until then a failure must not count as unhandled.
  ended.catch(() => undefined);
  const source = Readable.from(copies(section), { objectMode: false });
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

async function settled(program: string, child: ChildProcessWithoutNullStreams): Promise<void> {
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(0, MAX_SAID)));
  let status: number | null;
  try {
    [status] = (await once(child, 'close')) as [number | null];
  } catch (cause) {
    const hint = `install the program ${program}`;
    const message = `the program "${program}" is needed to unpack this and could not be started`;
    throw new SpmError('tool-missing', message, { subject: program, hint, cause });
  }
  if (status !== 0) throw new SpmError('stream-corrupt', said.trim() || `${program} failed`);
}

/** A pipe may keep what it is given beyond the next chunk. */
function* copies(section: Section): Generator<Uint8Array> {
  for (const chunk of section.chunks(INPUT_BYTES)) yield chunk.slice();
}
