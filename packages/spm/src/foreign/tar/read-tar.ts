import { extract as createExtract, type Extract } from 'tar-stream';

import { SpmError } from '../../errors.ts';
import { malformedPackage } from '../refusals.ts';
import type { Member } from '../member.ts';
import type { Sink } from '../spool.ts';
import { memberOf } from './parse-header.ts';

/** Names are bytes. The option is missing in the library's types. */
const OPTIONS: object = { filenameEncoding: 'latin1' };

/**
 * Reads a tar archive (ustar, GNU, pax): `sink` takes all of its bytes as they are, `visit` each member once its header was
 * read, before its content has passed.
 *
 * @throws SpmError `package-malformed` for a damaged or truncated archive, and what `chunks`, `sink` or `visit` throw.
 */
export async function readTar(
  chunks: AsyncIterable<Uint8Array>,
  sink: Sink,
  visit: (member: Member) => void,
): Promise<void> {
  const extract = createExtract(OPTIONS);
  const feeding = feed(chunks, extract, sink);
  try {
    for await (const entry of extract) {
      visit(memberOf(entry.header));
      entry.resume();
    }
  } catch (error) {
    throw error instanceof SpmError ? error : malformed(error);
  } finally {
    await feeding;
  }
}

/** Never rejects: what goes wrong ends the reading. */
async function feed(chunks: AsyncIterable<Uint8Array>, extract: Extract, sink: Sink): Promise<void> {
  try {
    for await (const chunk of chunks) {
      sink.write(chunk);
      if (!extract.write(chunk)) await drained(extract);
      if (extract.destroyed) return;
    }
    extract.end(null);
  } catch (error) {
    extract.destroy(error as Error);
  }
}

/** Settles when more can be written, or never will be. */
function drained(extract: Extract): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = (): void => {
    extract.off('drain', done);
    extract.off('close', done);
    resolve();
  };
  extract.on('drain', done);
  extract.on('close', done);
  return promise;
}

function malformed(cause: unknown): SpmError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return malformedPackage(`the tar archive is damaged: ${reason}`, cause);
}
