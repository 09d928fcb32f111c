import { Readable, type Duplex } from 'node:stream';
import { zlibFailure } from './zlib-handle.ts';

/**
 * What comes out of a zlib stream when the chunks are put in; stopping early ends both.
 * @throws MpkgError `stream-corrupt`, `pac-truncated`; and whatever `chunks` throws
 */
export async function* streamChunks(
  chunks: Iterable<Uint8Array>,
  stream: Duplex,
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(copies(chunks), { objectMode: false });
  let sourceFailure: Error | undefined;
  source.on('error', (error) => {
    sourceFailure = error;
    stream.destroy(error);
  });
  source.pipe(stream);
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    if (error === sourceFailure) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    throw zlibFailure(message, code);
  } finally {
    source.destroy();
    stream.destroy();
  }
}

/** A stream may keep what it is given beyond the next chunk. */
function* copies(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const chunk of chunks) yield chunk.slice();
}
