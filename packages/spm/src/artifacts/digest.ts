import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

import { systemError } from '../errors.ts';

const READ_BYTES = 1024 * 1024;

/** SHA-256 of a file's content, hexadecimal. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES }))
      hash.update(chunk as Buffer);
  } catch (error) {
    throw systemError(error, path);
  }
  return hash.digest('hex');
}
