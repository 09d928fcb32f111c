import { ManifestError } from '../errors.ts';
import { SCHEMES, assertVersion } from '../versions/index.ts';
import { parseIndexEntry, printIndexEntry } from './entry.ts';
import { parseIndexHead, printIndexHead, printIndexTail } from './head.ts';
import { compareEntries } from './order.ts';
import type { RunningSha256 } from './reader.ts';
import { canonicalEntry } from './canonical.ts';
import type { IndexEntry, IndexHead } from './types.ts';

function refuseTwice(previous: IndexEntry | undefined, { name, version, architecture }: IndexEntry): void {
  if (previous?.name !== name || previous.version !== version || previous.architecture !== architecture)
    return;
  throw new ManifestError('index-malformed', `${name} ${version} for ${architecture} is given twice`, {
    subject: name,
  });
}

/**
 * The lines of an index, each with its end. Equal content gives equal bytes: entries are put in order, requirements in their canonical
 * text. Throws what `IndexReader` would refuse.
 */
export function* writeIndex(
  head: Omit<IndexHead, 'packages'>,
  entries: readonly IndexEntry[],
  sha256: RunningSha256,
): Generator<string, void, undefined> {
  const scheme = SCHEMES[head.scheme];
  const packages = entries.length;
  const first = printIndexHead({ ...head, packages });
  parseIndexHead(first);
  yield hashed(sha256, first);
  let previous: IndexEntry | undefined;
  let line = 1;
  for (const entry of entries.toSorted((a, b) => compareEntries(scheme, a, b))) {
    assertVersion(scheme, entry.version);
    refuseTwice(previous, entry);
    const text = printIndexEntry(canonicalEntry(entry, head.scheme));
    parseIndexEntry(text, ++line);
    yield hashed(sha256, text);
    previous = entry;
  }
  yield `${printIndexTail({ packages, sha256: sha256.digest('hex') })}\n`;
}

function hashed(sha256: RunningSha256, text: string): string {
  const line = `${text}\n`;
  sha256.update(line);
  return line;
}
