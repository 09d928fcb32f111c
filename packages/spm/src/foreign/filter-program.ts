import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

import { SpmError } from '../errors.ts';
import type { Section } from './section.ts';
import type { Spool } from './spool.ts';

const INPUT_BYTES = 64 * 1024;
const MAX_SAID = 1000;
/** How long a bomb may grow unseen, ms. */
const WATCH_INTERVAL = 25;
/** How the programs name a full file system, in the locale that they are given. */
const NO_SPACE = /No space left on device|Disk quota exceeded/;

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
 * Has a program of the system write what it makes of a section into a spool by itself, so that none of it passes through here. It
 * sees no environment but PATH, so that no user's defaults change what it does.
 * @throws SpmError `tool-missing`; `size-limit`; `no-space`; `stream-corrupt` with what the program said when it failed
 */
export async function filterInto(
  spool: Spool,
  [program, ...args]: readonly [string, ...string[]],
  section: Section,
): Promise<void> {
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    stdio: ['pipe', spool.fd, 'pipe'],
  }) as Filter;
  const said = gathered(child.stderr);
  const ended = statusOf(program, child);
  let refusal: Error | undefined;
  const watch = setInterval(() => {
    try {
      spool.measure();
    } catch (error) {
      refusal ??= error as Error;
      child.kill('SIGKILL');
    }
  }, WATCH_INTERVAL);
  try {
    const [status] = await Promise.all([ended, feed(child.stdin, section)]);
    if (refusal !== undefined) throw refusal;
    if (status !== 0) throw failure(program, said());
    spool.measure();
  } finally {
    clearInterval(watch);
    child.kill('SIGKILL');
  }
}

/** A child with its output in a file. */
type Filter = ReturnType<typeof spawn> & { readonly stdin: Writable; readonly stderr: Readable };

/** Puts the section in, a piece at a time. Why a program takes no more is told by its status. */
async function feed(stdin: Writable, section: Section): Promise<void> {
  stdin.on('error', () => undefined);
  try {
    for (const chunk of section.chunks(INPUT_BYTES)) if (!(await isTaken(stdin, chunk))) return;
  } finally {
    stdin.end();
  }
}

function isTaken(stdin: Writable, chunk: Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    stdin.write(chunk, (error) => resolve(error === null || error === undefined));
  });
}

async function statusOf(program: string, child: Filter): Promise<number | null> {
  try {
    const [status] = (await once(child, 'close')) as [number | null];
    return status;
  } catch (cause) {
    const hint = `install the program ${program}`;
    const message = `the program "${program}" is needed to unpack this and could not be started`;
    throw new SpmError('tool-missing', message, { subject: program, hint, cause });
  }
}

function gathered(stream: Readable): () => string {
  let text = '';
  stream.on('data', (piece: Buffer) => (text = (text + piece.toString()).slice(0, MAX_SAID)));
  return () => text.trim();
}

function failure(program: string, said: string): SpmError {
  const code = NO_SPACE.test(said) ? 'no-space' : 'stream-corrupt';
  return new SpmError(code, said || `${program} failed`);
}
