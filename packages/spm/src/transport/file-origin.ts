import type { BigIntStats, ReadStream } from 'node:fs';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { errnoOf, SpmError, systemError } from '../errors.ts';
import type { Ask, Body, Origin, Unchanged } from './origin.ts';

const READ_SIZE = 1024 * 1024;

/** Local files. The validator is the file's identity in the file system: inode, size, modification and change time. */
export const fileOrigin: Origin = {
  async open(url: URL, ask: Ask): Promise<Unchanged | Body> {
    const path = fileURLToPath(url);
    const stats = await statFile(path);
    const etag = `"${stats.ino}-${stats.size}-${stats.mtimeNs}-${stats.ctimeNs}"`;
    if (etag === ask.validators?.etag) return { kind: 'unchanged' };
    const offset = ask.offset <= stats.size ? ask.offset : 0;
    const length = Math.min(ask.length ?? Infinity, Number(stats.size) - offset);
    const stream = createReadStream(path, {
      start: offset,
      highWaterMark: Math.max(1, Math.min(length, READ_SIZE)),
      signal: ask.signal,
    });
    return {
      kind: 'body',
      offset,
      length: Number(stats.size) - offset,
      validators: { etag },
      bytes: typedErrors(stream, path),
      abandon: () => stream.destroy(),
    };
  },
  close() {},
};

async function statFile(path: string): Promise<BigIntStats> {
  try {
    const stats = await stat(path, { bigint: true });
    if (stats.isFile()) return stats;
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw systemError(error, path);
  }
  throw new SpmError('not-published', `${path} is not there, or is no file`, { subject: path });
}

async function* typedErrors(stream: ReadStream, path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw systemError(error, path);
  }
}
