import { ReadableStream } from 'node:stream/web';
import xz from 'xz-decompress';
import { MpkgError } from '../errors.ts';
import type { StoredFile } from './stored-file.ts';

/** Small, because what was handed over is decompressed to its end even when the reader stops. */
const INPUT_BYTES = 16 * 1024;
/** The decoder tells its faults apart only by the number that ends its message. */
const FORMAT_ERROR = /code 5$/;
const OUT_OF_INPUT = /code 8$/;

/** Decompresses in WebAssembly. The decoder itself checks that the file ends with the stream. */
export async function* xzInProcess(stored: StoredFile): AsyncGenerator<Uint8Array> {
  let isStopped = false;
  const chunks = stored.chunks(INPUT_BYTES);
  const source = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = isStopped ? undefined : chunks.next();
        if (next === undefined) controller.error(new Error('stopped'));
        else if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
    },
    { highWaterMark: 0 },
  );
  const reader = new xz.XzReadableStream(source).getReader();
  let produced = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      produced += next.value.length;
      yield next.value;
    }
  } catch (error) {
    throw failure(error as Error, produced);
  } finally {
    // Until one stream ends or fails, the decoder starts no other.
    isStopped = true;
    await drain(reader);
  }
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // The failure was asked for, or has been reported.
  }
}

function failure(error: Error, produced: number): MpkgError {
  if (OUT_OF_INPUT.test(error.message)) return new MpkgError('pac-truncated', 'the xz stream ends early');
  if (FORMAT_ERROR.test(error.message) && produced > 0) {
    return new MpkgError('pac-trailing-data', 'bytes follow the end of the xz stream');
  }
  return new MpkgError('stream-corrupt', `the xz stream is damaged: ${error.message}`);
}
