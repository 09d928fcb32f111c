import type { Hash } from 'node:crypto';
import type { Bytes } from '../bytes.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import type { PacReader } from './pac-reader.ts';

/** Paths, each list in packing order. */
export interface PacDiff {
  /** Only in the second archive. */
  readonly added: readonly Bytes[];
  /** Only in the first. */
  readonly removed: readonly Bytes[];
  /** In both with one type, but with another content or link target. */
  readonly changed: readonly Bytes[];
  /** In both with another type: directory, file, executable, link. */
  readonly retyped: readonly Bytes[];
}

/** Compares two archives by path and content, whatever they are compressed by. Contents are read where sizes leave a doubt. */
export async function diffPacs(first: PacReader, second: PacReader): Promise<PacDiff> {
  const before = entriesByPath(first.index);
  const after = entriesByPath(second.index);
  const shared = [...before.keys()].filter((path) => after.has(path));
  const pairs = shared.map((path) => ({ path, a: before.get(path) as number, b: after.get(path) as number }));
  const alike = pairs.filter(({ a, b }) => first.index.kind(a) === second.index.kind(b));
  const doubtful = alike.filter(({ a, b }) => first.index.size(a) === second.index.size(b));
  const digestsA = await digestsOf(first, new Set(doubtful.map(({ a }) => a)));
  const digestsB = await digestsOf(second, new Set(doubtful.map(({ b }) => b)));
  return {
    added: [...after.keys()].filter((path) => !before.has(path)),
    removed: [...before.keys()].filter((path) => !after.has(path)),
    changed: alike
      .filter(
        ({ a, b }) => first.index.size(a) !== second.index.size(b) || digestsA.get(a) !== digestsB.get(b),
      )
      .map(({ path }) => path),
    retyped: pairs.filter(({ a, b }) => first.index.kind(a) !== second.index.kind(b)).map(({ path }) => path),
  };
}

function entriesByPath(index: PacIndex): Map<Bytes, number> {
  return new Map(index[Symbol.iterator]().map(({ path, entry }) => [path, entry]));
}

/** The digest of each wanted leaf; directories have none. */
async function digestsOf(reader: PacReader, wanted: ReadonlySet<number>): Promise<Map<number, string>> {
  const { createHash } = await import('node:crypto');
  const digests = new Map<number, string>();
  let hash: Hash = createHash('sha256');
  await reader.readContents(
    (entry, piece, offset) => {
      hash.update(piece);
      if (offset + piece.length < reader.index.size(entry)) return;
      digests.set(entry, hash.digest('base64'));
      hash = createHash('sha256');
    },
    { wants: (entry) => wanted.has(entry) },
  );
  return digests;
}
