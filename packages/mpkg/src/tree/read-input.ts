import fs from 'node:fs';
import { checkpoint } from '../interruption.ts';
import { bytesOfBuffer, type Bytes } from '../bytes.ts';
import { MpkgError } from '../errors.ts';
import { hasCode } from './look.ts';

/** More than any table or list has; a device that never ends is noticed by it. */
const MAX_BYTES = 256 * 2 ** 20;
const PIECE_BYTES = 64 * 1024;
const POLL_MS = 5;
/** `f_type` of what pipe(2) makes, from linux/magic.h. */
const PIPEFS = 0x50495045;
/** Opening a pipe must not wait for somebody who writes into it. */
const { O_RDONLY, O_NONBLOCK } = fs.constants;

/**
 * A table, list or configuration that the user named: a file, or a pipe such as a shell's `<(command)`, read to its end.
 * @throws MpkgError `file-not-found` for nothing and for a directory; `io-failed` for a named pipe that nobody writes into, and
 *   for what does not end; `interrupted`, `terminated`
 */
export async function readInput(file: string, signal?: AbortSignal): Promise<Bytes> {
  const descriptor = open(file);
  try {
    const status = fs.fstatSync(descriptor);
    if (status.isDirectory()) throw refused('file-not-found', file, 'it is a directory');
    if (status.isFile() && status.size <= MAX_BYTES) return fs.readFileSync(descriptor, 'latin1') as Bytes;
    const bytes = await readToEnd(descriptor, file, signal);
    if (bytes === '' && status.isFIFO() && fs.statfsSync(file).type !== PIPEFS) {
      throw refused('io-failed', file, 'it is a pipe that nobody writes into');
    }
    return bytes;
  } finally {
    fs.closeSync(descriptor);
  }
}

function open(file: string): number {
  try {
    return fs.openSync(file, O_RDONLY | O_NONBLOCK);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR')) throw error;
    throw refused('file-not-found', file, 'no such file');
  }
}

async function readToEnd(descriptor: number, file: string, signal: AbortSignal | undefined): Promise<Bytes> {
  const pieces: Buffer[] = [];
  let total = 0;
  for (;;) {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    const count = readNow(descriptor, piece);
    if (count === 0) return bytesOfBuffer(Buffer.concat(pieces));
    if (count === undefined) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    else pieces.push(piece.subarray(0, count));
    total += count ?? 0;
    if (total > MAX_BYTES) throw refused('io-failed', file, `it has more than ${MAX_BYTES} bytes`);
    await checkpoint(signal);
  }
}

/** Undefined when there is nothing yet. */
function readNow(descriptor: number, piece: Buffer): number | undefined {
  try {
    return fs.readSync(descriptor, piece);
  } catch (error) {
    if (hasCode(error, 'EAGAIN')) return undefined;
    throw error;
  }
}

function refused(code: 'file-not-found' | 'io-failed', file: string, words: string): MpkgError {
  return new MpkgError(code, `${file}: ${words}`, { subject: file });
}
