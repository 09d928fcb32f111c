import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import type { Decoder } from '../../src/codec/decoder.ts';
import { StoredFile } from '../../src/codec/stored-file.ts';

/** Lets a decoder see bytes as a stored file, and reads it to its end by pieces of `pieceBytes`. */
export async function decodeAll(
  directory: string,
  bytes: Uint8Array,
  open: (stored: StoredFile) => Decoder | Promise<Decoder>,
  pieceBytes = 10_000,
): Promise<Buffer> {
  const file = path.join(directory, 'stored');
  fs.writeFileSync(file, bytes);
  const fd = fs.openSync(file, 'r');
  try {
    const decoder = await open(new StoredFile(fd, bytes.length));
    try {
      return await drain(decoder, pieceBytes);
    } finally {
      await decoder.close();
    }
  } finally {
    fs.closeSync(fd);
  }
}

async function drain(decoder: Decoder, pieceBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (;;) {
    const target = Buffer.alloc(pieceBytes);
    const count = await decoder.read(target);
    if (count === 0) return Buffer.concat(pieces);
    pieces.push(target.subarray(0, count));
  }
}

export async function collect(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const chunk of chunks) pieces.push(Buffer.from(chunk));
  return Buffer.concat(pieces);
}

/** The system's `xz`; tests that need it are skipped, visibly, where it is missing. */
export const HAS_XZ = spawnSync('xz', ['--version']).status === 0;

export function xz(bytes: Uint8Array, ...args: string[]): Buffer {
  return spawnSync('xz', ['-zc', ...args], { input: bytes, maxBuffer: 2 ** 28 }).stdout;
}

/** Bytes that compress well but not to nothing. */
export function sample(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, state = 1; at < length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = (state >>> 16) % 7 === 0 ? state >>> 24 : at % 64;
  }
  return bytes;
}
