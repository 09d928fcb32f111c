import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { SpmError, systemError } from '../../errors.ts';

/** Programs that write a decompressed file to stdout; the first comes with apt, which is what writes such files. */
const TOOLS: readonly (readonly [string, ...string[]])[] = [
  ['/usr/lib/apt/apt-helper', 'cat-file'],
  ['lz4', '-dc'],
];

/** @throws SpmError `tool-missing`, `stream-corrupt`. */
export async function* lz4Chunks(file: string): AsyncGenerator<Uint8Array> {
  const link = await linkWithSuffix(file);
  try {
    const child = await startFirst(link.path, file);
    const ended = new Promise<number | null>((settle) => child.once('close', settle));
    try {
      for await (const chunk of child.stdout) yield chunk as Buffer;
    } finally {
      child.kill();
    }
    if ((await ended) !== 0) throw corrupt(file);
  } finally {
    await link.remove();
  }
}

/** apt-helper tells the compression by the file's name, which in the store is a digest. */
async function linkWithSuffix(file: string): Promise<{ path: string; remove: () => Promise<void> }> {
  try {
    const folder = await mkdtemp(join(tmpdir(), 'spm-lz4-'));
    const path = join(folder, 'index.lz4');
    await symlink(resolve(file), path);
    return { path, remove: () => rm(folder, { recursive: true, force: true }) };
  } catch (error) {
    throw systemError(error, file);
  }
}

type Child = ChildProcessByStdio<null, Readable, null>;

async function startFirst(link: string, file: string): Promise<Child> {
  for (const [program, ...args] of TOOLS) {
    const child = spawn(program, [...args, link], { stdio: ['ignore', 'pipe', 'ignore'] });
    const hasStarted = await new Promise<boolean>((settle) => {
      child.once('spawn', () => settle(true));
      child.once('error', () => settle(false));
    });
    if (hasStarted) return child;
  }
  throw new SpmError('tool-missing', `${file} cannot be read without apt-helper or lz4`, {
    subject: file,
    hint: "install lz4, or configure the archive itself instead of apt's lists",
  });
}

function corrupt(file: string): SpmError {
  return new SpmError('stream-corrupt', `${file} is not a whole lz4 file`, { subject: file });
}
