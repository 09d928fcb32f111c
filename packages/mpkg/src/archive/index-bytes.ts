import fs from 'node:fs';
import { codecOfContent } from '../codec/codec.ts';
import { openDecoder } from '../codec/open-decoder.ts';
import { StoredFile } from '../codec/stored-file.ts';
import { MAX_HEADER_BYTES, parseHeader } from '../pac/header.ts';
import { ContentWindow } from './content-window.ts';

/** Enough to know a codec by. */
const MAGIC_BYTES = 6;

/** How long the index of an archive is, by its header alone; 0 where that cannot be told: why, is told by what reads the archive. */
export async function indexBytesOf(path: string): Promise<number> {
  let fd = -1;
  try {
    fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    const status = fs.fstatSync(fd);
    if (!status.isFile()) return 0;
    const stored = new StoredFile(fd, status.size);
    const codec = codecOfContent(stored.peek(MAGIC_BYTES));
    if (codec === undefined) return 0;
    const decoder = await openDecoder(codec, stored);
    try {
      return parseHeader(await new ContentWindow(decoder).peek(MAX_HEADER_BYTES)).indexLength;
    } finally {
      await decoder.close();
    }
  } catch {
    return 0;
  } finally {
    if (fd >= 0) fs.closeSync(fd);
  }
}
