import fs from 'node:fs';
import { crc32 } from './crc32.ts';
import { fsPath } from '../bytes.ts';
import { linkTarget } from '../tree/look.ts';

const PIECE_BYTES = 1024 * 1024;
const READ = fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK;

/** CRC-32 of a file's content, read piece by piece. */
export function checksumOfFile(path: string): number {
  const descriptor = fs.openSync(fsPath(path), READ);
  try {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    let checksum = 0;
    for (;;) {
      const count = fs.readSync(descriptor, piece, 0, PIECE_BYTES, null);
      if (count === 0) return checksum;
      checksum = crc32(piece.subarray(0, count), checksum);
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

export function checksumOfLink(path: string): number {
  return crc32(Buffer.from(linkTarget(path), 'latin1'));
}
