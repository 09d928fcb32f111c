import { closeSync, constants, fstatSync, openSync, type BigIntStats } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { errnoOf, SpmError, systemError } from '../errors.ts';
import { FileReading } from './file-reading.ts';
import type { Ask, Body, Origin, Unchanged } from './origin.ts';

/** Local files. The validator is the file's identity in the file system: inode, size, modification and change time. */
export const fileOrigin: Origin = {
  async open(url: URL, ask: Ask): Promise<Unchanged | Body> {
    const path = fileURLToPath(url);
    const { fd, stats } = openFile(path);
    const etag = `"${stats.ino}-${stats.size}-${stats.mtimeNs}-${stats.ctimeNs}"`;
    if (etag === ask.validators?.etag) {
      closeSync(fd);
      return { kind: 'unchanged' };
    }
    const size = Number(stats.size);
    const offset = ask.offset <= size ? ask.offset : 0;
    const reading = new FileReading(fd, path);
    const stop = (): void => {
      ask.signal?.removeEventListener('abort', stop);
      reading.stop();
    };
    if (ask.signal?.aborted === true) stop();
    else ask.signal?.addEventListener('abort', stop);
    return {
      kind: 'body',
      offset,
      length: size - offset,
      validators: { etag },
      bytes: reading.from(offset),
      abandon: stop,
    };
  },
  close() {},
};

interface OpenedFile {
  readonly fd: number;
  readonly stats: BigIntStats;
}

/** Opening a pipe must not wait for somebody who writes into it. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/** @throws SpmError `not-published` for what is no file; of exit 12 */
function openFile(path: string): OpenedFile {
  let fd = -1;
  try {
    fd = openSync(path, FLAGS);
    const stats = fstatSync(fd, { bigint: true });
    if (stats.isFile()) return { fd, stats };
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw systemError(error, path);
  }
  if (fd >= 0) closeSync(fd);
  throw new SpmError('not-published', `${path} is not there, or is no file`, { subject: path });
}
