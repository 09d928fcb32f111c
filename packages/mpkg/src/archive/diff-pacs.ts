import type { Bytes } from '../bytes.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import type { ContentCursor } from './content-cursor.ts';
import { ALONE, CHANGED, DOUBTFUL, matchEntries, RETYPED, type Matches } from './match-entries.ts';
import type { PacReader } from './pac-reader.ts';

/** Paths, each list in packing order, made while it is iterated. */
export interface PacDiff {
  /** Only in the second archive. */
  readonly added: Iterable<Bytes>;
  /** Only in the first. */
  readonly removed: Iterable<Bytes>;
  /** In both with one type, but with another content or link target. */
  readonly changed: Iterable<Bytes>;
  /** In both with another type: directory, file, executable, link. */
  readonly retyped: Iterable<Bytes>;
}

/**
 * Compares two archives by path and content, whatever they are compressed by. Contents are read, of both at a time, where sizes
 * leave a doubt.
 */
export async function diffPacs(first: PacReader, second: PacReader): Promise<PacDiff> {
  const matches = matchEntries(first.index, second.index);
  await resolveDoubts(matches, first, second);
  return {
    added: pathsOf(second.index, matches.second, ALONE),
    removed: pathsOf(first.index, matches.first, ALONE),
    changed: pathsOf(first.index, matches.first, CHANGED),
    retyped: pathsOf(first.index, matches.first, RETYPED),
  };
}

export function isWithoutDifference(diff: PacDiff): boolean {
  return Object.values<Iterable<Bytes>>({ ...diff }).every((paths) => isEmpty(paths));
}

function isEmpty(paths: Iterable<Bytes>): boolean {
  return paths[Symbol.iterator]().next().done === true;
}

function pathsOf(index: PacIndex, marks: Uint8Array, wanted: number): Iterable<Bytes> {
  return {
    *[Symbol.iterator]() {
      for (let at = marks.indexOf(wanted); at >= 0; at = marks.indexOf(wanted, at + 1)) yield index.path(at);
    },
  };
}

/** Both archives are read to their ends, and so verified. */
async function resolveDoubts(matches: Matches, first: PacReader, second: PacReader): Promise<void> {
  await first.walkContents((a) =>
    second.walkContents(async (b) => {
      let entry = matches.first.indexOf(DOUBTFUL);
      for (let other = -1; entry >= 0; entry = matches.first.indexOf(DOUBTFUL, entry + 1)) {
        other = matches.second.indexOf(DOUBTFUL, other + 1);
        await a.seek(entry);
        await b.seek(other);
        if (!(await haveSame(a, b, first.index.size(entry)))) matches.first[entry] = CHANGED;
      }
    }),
  );
}

async function haveSame(a: ContentCursor, b: ContentCursor, bytes: number): Promise<boolean> {
  for (let left = bytes; left > 0;) {
    const [countA, countB] = [a.available || (await a.fill()), b.available || (await b.fill())];
    const count = Math.min(left, countA, countB);
    if (!a.takesSame(b, count)) return false;
    left -= count;
  }
  return true;
}
