import type { IndexHead } from '@mpkg/manifest';
import { ManifestError } from '@mpkg/manifest';

import { SpmError } from '../../errors.ts';
import { openIndex } from '../../formats/native/index.ts';
import { tooLong } from '../../transport/receive-errors.ts';
import { compressionOf } from '../compression/compression.ts';
import { decompressed } from '../compression/decompress.ts';
import type { HeadFile } from '../kind.ts';

/**
 * The first line of an index; of a new one every other line is read too, so that nothing malformed gets into the store.
 *
 * @param limit decompressed bytes, of which no more are read.
 * @throws SpmError `index-malformed`, `stream-corrupt`, `size-limit`.
 */
export async function readHead({ file, url, isNew }: HeadFile, limit: number): Promise<IndexHead> {
  const content = decompressed(file, compressionOf(new URL(url).pathname));
  try {
    const { head, records } = await openIndex(limited(content, limit, url));
    if (isNew) for await (const _ of records);
    return head;
  } catch (error) {
    throw ofSource(error, url);
  } finally {
    await content.return(undefined);
  }
}

async function* limited(
  content: AsyncIterable<Uint8Array>,
  limit: number,
  url: string,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > limit) throw tooLong(url, limit);
    yield chunk;
  }
}

/** The error with the URL that is to blame, instead of the file that the content was put into. */
function ofSource(error: unknown, url: string): unknown {
  if (error instanceof ManifestError) {
    return new SpmError('index-malformed', `${url}: ${error.message}`, { subject: url, cause: error });
  }
  if (!(error instanceof SpmError) || error.code !== 'stream-corrupt') return error;
  const reason = error.cause instanceof Error ? error.cause.message : error.message;
  return new SpmError('stream-corrupt', `${url}: ${reason}`, { subject: url, cause: error });
}
