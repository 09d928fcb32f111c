import type { PacIndex } from '../pac/pac-index.ts';

/** What is known of an entry after a comparison by path. */
export const ALONE = 0;
/** The other archive has the same, as far as its index tells. */
export const SAME = 1;
/** The other archive has a leaf of that type with another size. */
export const CHANGED = 2;
/** The other archive has another type at that path. */
export const RETYPED = 3;
/** The other archive has a leaf of that type and size: only contents can tell. */
export const DOUBTFUL = 4;

/** One of these for every entry of both. The doubtful ones of the two pair up in order. */
export interface Matches {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
}

/** Compares two indexes by path, in one walk over both. */
export function matchEntries(first: PacIndex, second: PacIndex): Matches {
  const matcher = new Matcher(first, second);
  matcher.directories(-1, -1);
  return matcher;
}

/** Some children of one directory, sorted by name. */
interface Siblings {
  readonly index: PacIndex;
  readonly start: number;
  readonly end: number;
  readonly next: (entry: number) => number;
}

class Matcher implements Matches {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
  readonly #indexes: readonly [PacIndex, PacIndex];

  constructor(first: PacIndex, second: PacIndex) {
    this.first = new Uint8Array(first.length);
    this.second = new Uint8Array(second.length);
    this.#indexes = [first, second];
  }

  /** Two directories with one path; −1 is a root. */
  directories(a: number, b: number): void {
    const [first, second] = this.#indexes;
    const [leavesA, leavesB] = [leavesOf(first, a), leavesOf(second, b)];
    const [belowA, belowB] = [directoriesOf(first, a), directoriesOf(second, b)];
    eachShared(leavesA, leavesB, (leafA, leafB) => this.#leaves(leafA, leafB));
    eachShared(leavesA, belowB, (leaf, directory) => this.#mark(leaf, directory, RETYPED));
    eachShared(belowA, leavesB, (directory, leaf) => this.#mark(directory, leaf, RETYPED));
    eachShared(belowA, belowB, (directoryA, directoryB) => {
      this.#mark(directoryA, directoryB, SAME);
      this.directories(directoryA, directoryB);
    });
  }

  #leaves(a: number, b: number): void {
    const [first, second] = this.#indexes;
    const size = first.size(a);
    if (first.kind(a) !== second.kind(b)) this.#mark(a, b, RETYPED);
    else if (size !== second.size(b)) this.#mark(a, b, CHANGED);
    else this.#mark(a, b, size === 0 ? SAME : DOUBTFUL);
  }

  #mark(a: number, b: number, mark: number): void {
    this.first[a] = mark;
    this.second[b] = mark;
  }
}

function leavesOf(index: PacIndex, directory: number): Siblings {
  return { index, start: directory + 1, end: index.nextDirectory(directory), next: (entry) => entry + 1 };
}

function directoriesOf(index: PacIndex, directory: number): Siblings {
  const end = directory < 0 ? index.length : index.subtreeEnd(directory);
  return { index, start: index.nextDirectory(directory), end, next: (entry) => index.subtreeEnd(entry) };
}

/** Visits the pairs with one name. */
function eachShared(a: Siblings, b: Siblings, visit: (a: number, b: number) => void): void {
  let [left, right] = [a.start, b.start];
  while (left < a.end && right < b.end) {
    const order = a.index.compareName(left, b.index, right);
    if (order === 0) visit(left, right);
    if (order <= 0) left = a.next(left);
    if (order >= 0) right = b.next(right);
  }
}
