import { createHash } from 'node:crypto';
import { StringDecoder } from 'node:string_decoder';
import { IndexReader, type IndexHead } from '@mpkg/manifest';
import type { CandidateRecord } from '../../catalogue/record.ts';
import { recordOf } from './record.ts';

/** An index of which the first line was read. */
export interface OpenIndex {
  readonly head: IndexHead;
  /** In batches. Throws `index-malformed` or `index-truncated`, at the latest where the last line belongs. */
  readonly records: AsyncGenerator<readonly CandidateRecord[], void, undefined>;
}

/**
 * Begins to read a native index, decompressed, in chunks of any size. Throws `index-malformed` or `index-truncated`; errors of `source`
 * pass through.
 */
export async function openIndex(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<OpenIndex> {
  const reader = new IndexReader(createHash('sha256'));
  const batches = linesOf(source);
  const { value: [first, ...rest] = [] } = await batches.next();
  if (first !== undefined) reader.read(first);
  return { head: reader.head, records: recordsOf(reader, rest, batches) };
}

async function* recordsOf(
  reader: IndexReader,
  first: readonly string[],
  others: AsyncIterable<readonly string[]>,
): OpenIndex['records'] {
  const { scheme } = reader.head;
  const read = (lines: readonly string[]): CandidateRecord[] =>
    lines.flatMap((line) => {
      const entry = reader.read(line);
      return entry === undefined ? [] : [recordOf(entry, scheme)];
    });
  yield read(first);
  for await (const lines of others) yield read(lines);
  reader.end();
}

/** Lines without their ends, one batch for each chunk that completes any. */
async function* linesOf(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<string[], undefined, undefined> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of source) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  rest += decoder.end();
  if (rest !== '') yield [rest];
  return undefined;
}
