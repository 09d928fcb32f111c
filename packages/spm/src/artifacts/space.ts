import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

import { errnoOf, SpmError, systemError } from '../errors.ts';
import type { ArtifactRequest } from './request.ts';

/** What a file system keeps for its own books when files are written: a hundredth. */
const OVERHEAD = 1.01;

/** Bytes that the cache will grow by at most: the artifacts, what they are converted to, and the largest one unpacked. */
export function bytesNeeded(missing: readonly ArtifactRequest[], all: readonly ArtifactRequest[]): number {
  const downloads = missing.reduce((sum, { size }) => sum + size, 0);
  const unpacked = all.map(({ unpackedBytes = 0 }) => unpackedBytes);
  const conversions = unpacked.reduce((sum, bytes) => sum + bytes, 0);
  return Math.ceil((downloads + conversions + Math.max(0, ...unpacked)) * OVERHEAD);
}

/** @throws SpmError `no-space` when the file system of `directory` cannot take that many bytes. */
export function checkSpace(directory: string, bytes: number): void {
  const free = freeBytes(directory);
  if (bytes <= free) return;
  const message = `${directory} needs ${bytes} bytes and has ${free} free`;
  throw new SpmError('no-space', message, {
    subject: directory,
    hint: 'spm cache clean',
    details: { needed: bytes, free },
  });
}

/** Free space for this user where the directory is, or will be. */
function freeBytes(directory: string): number {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' && dirname(directory) !== directory) return freeBytes(dirname(directory));
    throw systemError(error, directory);
  }
}
