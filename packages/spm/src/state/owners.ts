import type { PackageId } from '../package/package.ts';
import { OWNERS_FILE } from './layout.ts';
import { stateMalformed } from './malformed.ts';
import type { StateStore } from './store.ts';

/**
 * Which package may own a path: a table of (hash of the path, number of the package), sorted, in one flat file. A lookup costs a
 * read and a binary search instead of a look at every package's list; since hashes may meet, its answer is held against the
 * list of the package that it names. Layout: `docs/formats/spm-state.md`.
 */
export class OwnerTable {
  /** Sorted; `#numbers[i]` belongs to `#hashes[i]`. */
  readonly #hashes: Uint32Array;
  readonly #numbers: Uint32Array;
  /** By number; a free number has an empty name. */
  readonly #ids: readonly string[];

  private constructor(hashes: Uint32Array, numbers: Uint32Array, ids: readonly string[]) {
    this.#hashes = hashes;
    this.#numbers = numbers;
    this.#ids = ids;
  }

  static readonly EMPTY = new OwnerTable(new Uint32Array(), new Uint32Array(), []);

  /** @throws SpmError `state-malformed`; `file` is for its message. */
  static parse(bytes: Uint8Array, file: string): OwnerTable {
    const aligned = bytes.byteOffset % WORD === 0 ? bytes : Uint8Array.from(bytes);
    const head = new Uint32Array(
      aligned.buffer,
      aligned.byteOffset,
      Math.min(HEAD_WORDS, aligned.length >> 2),
    );
    const [magic, count = 0] = head;
    const ids = HEAD_WORDS * WORD + 2 * count * WORD;
    if (magic !== MAGIC || ids > bytes.length) throw stateMalformed(file, 'is damaged');
    const words = new Uint32Array(aligned.buffer, aligned.byteOffset + HEAD_WORDS * WORD, 2 * count);
    const names = Buffer.from(aligned.buffer, aligned.byteOffset + ids, aligned.length - ids).toString(
      'latin1',
    );
    const known = names.split('\n');
    const numbers = words.subarray(count);
    if (numbers.some((number) => number >= known.length)) throw stateMalformed(file, 'is damaged');
    return new OwnerTable(words.subarray(0, count), numbers, known);
  }

  format(): Uint8Array {
    const names = Buffer.from(this.#ids.join('\n'), 'latin1');
    const count = this.#hashes.length;
    const bytes = Buffer.alloc((HEAD_WORDS + 2 * count) * WORD + names.length);
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, HEAD_WORDS + 2 * count);
    words.set([MAGIC, count]);
    words.set(this.#hashes, HEAD_WORDS);
    words.set(this.#numbers, HEAD_WORDS + count);
    bytes.set(names, words.byteLength);
    return bytes;
  }

  /** The packages that may own the path, given from the root without a leading `/`; all that do are among them. */
  candidates(path: string): PackageId[] {
    const hash = hashOf(path);
    const found: PackageId[] = [];
    for (let at = lowerBound(this.#hashes, hash); this.#hashes[at] === hash; at++) {
      found.push(this.#ids[this.#numbers[at] ?? 0] as PackageId);
    }
    return [...new Set(found)];
  }

  /** The table after packages came, went or changed: those named own exactly the paths given. */
  with(changes: ReadonlyMap<PackageId, readonly string[]>): OwnerTable {
    const dropped = new Set(this.#ids.keys().filter((number) => changes.has(this.#ids[number] as PackageId)));
    const ids: string[] = this.#ids.map((id, number) => (dropped.has(number) ? '' : id));
    const added = [...changes].flatMap(([id, paths]) => {
      if (paths.length === 0) return [];
      const number = place(ids, id);
      return paths.map((path) => ({ hash: hashOf(path), number }));
    });
    added.sort((a, b) => a.hash - b.hash);
    return this.#merged(dropped, added, ids);
  }

  #merged(dropped: ReadonlySet<number>, added: readonly Entry[], ids: readonly string[]): OwnerTable {
    const [oldHashes, oldNumbers] = [this.#hashes, this.#numbers];
    const hashes = new Uint32Array(oldHashes.length + added.length);
    const numbers = new Uint32Array(hashes.length);
    let count = 0;
    let next = 0;
    for (let at = 0; at <= oldHashes.length; at++) {
      const hash = oldHashes[at] ?? Number.POSITIVE_INFINITY;
      for (let entry = added[next]; entry !== undefined && entry.hash < hash; entry = added[++next]) {
        hashes[count] = entry.hash;
        numbers[count++] = entry.number;
      }
      const number = oldNumbers[at] ?? 0;
      if (at === oldHashes.length || dropped.has(number)) continue;
      hashes[count] = hash;
      numbers[count++] = number;
    }
    return new OwnerTable(hashes.subarray(0, count), numbers.subarray(0, count), ids);
  }
}

interface Entry {
  readonly hash: number;
  readonly number: number;
}

/** `spmO`, little-endian. */
const MAGIC = 0x4f6d7073;
const HEAD_WORDS = 2;
const WORD = 4;

/** FNV-1a over the bytes of a path. */
function hashOf(path: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < path.length; at++) hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Gives the id the first free number. */
function place(ids: string[], id: PackageId): number {
  const free = ids.indexOf('');
  const number = free < 0 ? ids.length : free;
  ids[number] = id;
  return number;
}

/** The first index whose value is not below `wanted`. */
function lowerBound(sorted: Uint32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The table of a tree; empty where there is none yet. @throws SpmError `state-malformed` */
export function readOwners(store: StateStore): OwnerTable {
  const bytes = store.bytes(OWNERS_FILE);
  const file = store.pathOf(OWNERS_FILE);
  if (bytes !== undefined) return OwnerTable.parse(bytes, file);
  if (store.hasBegun()) throw stateMalformed(file, 'is gone, though transactions are recorded');
  return OwnerTable.EMPTY;
}
