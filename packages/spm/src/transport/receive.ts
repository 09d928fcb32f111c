import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, ftruncateSync, openSync, writeSync } from 'node:fs';

import { systemError } from '../errors.ts';
import { PROGRESS_STEP } from './events.ts';
import type { Expected } from './expected.ts';
import type { Body } from './origin.ts';
import { cut, stalled, tooLong, wrongDigest, wrongSize } from './receive-errors.ts';
import { StallTimer } from './stall-timer.ts';

export interface Reception {
  /** What is received, for messages: the URL. */
  readonly source: string;
  /** The file written, from `Body.offset` on; earlier bytes are kept and hashed. */
  readonly path: string;
  readonly expected: Expected | undefined;
  /** More bytes than this are refused. */
  readonly limit: number;
  /** Milliseconds without a byte after which the transfer counts as stalled. */
  readonly stall: number;
  readonly onProgress: (received: number, total: number | undefined) => void;
}

export interface Received {
  /** Bytes of the whole file. */
  readonly size: number;
  /** Bytes of this transfer. */
  readonly transferred: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * Writes a body to its file, hashes it on the way and holds it against what is expected.
 *
 * @throws SpmError `size-limit`, `size-mismatch`, `digest-mismatch`, `transfer-cut`, `transfer-stalled`, or what the origin
 *   or the file system raised.
 */
export async function receive(body: Body, reception: Reception): Promise<Received> {
  const total = body.length === undefined ? undefined : body.offset + body.length;
  try {
    if (total !== undefined) checkAnnounced(total, reception);
    const hash = await hashOfPrefix(reception.path, body.offset);
    const size = await write(body, hash, reception);
    checkComplete(size, total, reception);
    return { size, transferred: size - body.offset, sha256: checkedDigest(hash, reception) };
  } finally {
    body.abandon();
  }
}

function checkAnnounced(total: number, { source, expected, limit }: Reception): void {
  if (expected !== undefined && total !== expected.size) throw wrongSize(source, total, expected);
  if (total > limit) throw tooLong(source, limit);
}

function checkComplete(size: number, announced: number | undefined, { source, expected }: Reception): void {
  const whole = expected?.size ?? announced;
  if (whole !== undefined && size < whole) throw cut(source, size, whole);
}

function checkedDigest(hash: Hash, { source, expected }: Reception): string {
  const sha256 = hash.digest('hex');
  if (expected !== undefined && sha256 !== expected.sha256) throw wrongDigest(source, sha256, expected);
  return sha256;
}

async function hashOfPrefix(path: string, length: number): Promise<Hash> {
  const hash = createHash('sha256');
  if (length === 0) return hash;
  try {
    for await (const chunk of createReadStream(path, { end: length - 1 })) hash.update(chunk as Buffer);
  } catch (error) {
    throw systemError(error, path);
  }
  return hash;
}

/** Writes synchronously: per chunk that is several times faster than a stream. Returns the size of the file. */
async function write(body: Body, hash: Hash, reception: Reception): Promise<number> {
  const { source, path, expected, limit, onProgress } = reception;
  const total = expected?.size ?? (body.length === undefined ? undefined : body.offset + body.length);
  const file = openPartial(path, body.offset);
  const stall = new StallTimer(reception.stall, () => body.abandon());
  let size = body.offset;
  let reported = size;
  try {
    for await (const chunk of body.bytes) {
      stall.restart();
      size += chunk.length;
      if (expected !== undefined && size > expected.size) throw wrongSize(source, size, expected);
      if (size > limit) throw tooLong(source, limit);
      hash.update(chunk);
      append(file, chunk, path);
      if (size - reported >= PROGRESS_STEP) onProgress((reported = size), total);
    }
  } catch (error) {
    throw stall.expired ? stalled(source, size, reception.stall) : error;
  } finally {
    stall.stop();
    closeSync(file);
  }
  if (stall.expired) throw stalled(source, size, reception.stall);
  onProgress(size, total ?? size);
  return size;
}

function openPartial(path: string, length: number): number {
  try {
    const file = openSync(path, length === 0 ? 'w' : 'a', 0o644);
    if (length > 0) ftruncateSync(file, length);
    return file;
  } catch (error) {
    throw systemError(error, path);
  }
}

function append(file: number, chunk: Uint8Array, path: string): void {
  try {
    for (let written = 0; written < chunk.length;) written += writeSync(file, chunk, written);
  } catch (error) {
    throw systemError(error, path);
  }
}
