import { fstatSync, readSync } from 'node:fs';

import { systemError } from '../errors.ts';

/** Bytes that can be read anywhere: what the extents of a staged tree lie in. */
export interface Contents {
  /** Bytes. */
  readonly size: number;
  /** Fills `target` from a position on, and returns how many bytes there were: fewer only at the end. */
  read(target: Uint8Array, position: number): number;
}

/** A part of an open file. */
export interface FilePart {
  /** Bytes before it; 0 when absent. */
  readonly start?: number;
  /** Bytes; up to the end of the file when absent. */
  readonly size?: number;
}

/** The contents of an open file, or of a part of it. */
export function fileContents(
  fd: number,
  path: string,
  { start = 0, size = fstatSync(fd).size - start }: FilePart = {},
): Contents {
  return {
    size,
    read: (target, position) =>
      readFully(fd, path, {
        target: target.subarray(0, Math.max(0, size - position)),
        position: start + position,
      }),
  };
}

/** Bytes that are in memory. */
export function memoryContents(bytes: Uint8Array): Contents {
  return {
    size: bytes.length,
    read(target, position) {
      const found = bytes.subarray(position, position + target.length);
      target.set(found);
      return found.length;
    },
  };
}

/** Where to read to, and from which byte of the file on. */
interface Reading {
  readonly target: Uint8Array;
  readonly position: number;
}

function readFully(fd: number, path: string, { target, position }: Reading): number {
  let done = 0;
  try {
    for (let count = -1; done < target.length && count !== 0; done += count) {
      count = readSync(fd, target, done, target.length - done, position + done);
    }
  } catch (error) {
    throw systemError(error, path);
  }
  return done;
}
