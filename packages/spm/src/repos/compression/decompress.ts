import { openSync, closeSync, fstatSync } from 'node:fs';

import { MpkgError, openDecoder, StoredFile } from '@mpkg/mpkg';

import { SpmError, systemError } from '../../errors.ts';
import type { Compression } from './compression.ts';
import { lz4Chunks } from './lz4.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * The decompressed content of a file. A chunk is valid until the next one is asked for.
 *
 * @throws SpmError `stream-corrupt`; `tool-missing` for lz4 on a machine that cannot read it.
 */
export async function* decompressed(file: string, compression: Compression): AsyncGenerator<Uint8Array> {
  if (compression === 'lz4') return yield* lz4Chunks(file);
  const descriptor = openForReading(file);
  try {
    const decoder = await openDecoder(compression, new StoredFile(descriptor, fstatSync(descriptor).size));
    const buffer = new Uint8Array(CHUNK_BYTES);
    try {
      for (let count = await decoder.read(buffer); count > 0; count = await decoder.read(buffer)) {
        yield buffer.subarray(0, count);
      }
    } finally {
      await decoder.close();
    }
  } catch (error) {
    throw error instanceof MpkgError ? corrupt(file, error) : systemError(error, file);
  } finally {
    closeSync(descriptor);
  }
}

function openForReading(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw systemError(error, file);
  }
}

function corrupt(file: string, cause: MpkgError): SpmError {
  return new SpmError('stream-corrupt', `${file}: ${cause.message}`, { subject: file, cause });
}
