import { bytesOfBuffer, type Bytes } from '../bytes.ts';
import { SIZE_BYTES_MASK } from './kind.ts';
import { MAX_NESTED_DIRECTORIES } from './limits.ts';
import { compareNames, endOfName } from './name.ts';

const DUPLICATE = 'its name occurs twice in one directory';
const UNORDERED = 'it is not in byte order among its siblings';

/**
 * The directories open at one point of a raw index: where the next entry belongs, and whether it may follow its siblings.
 * Names are given as the position of their first byte. A check returns the reason for a refusal, or `undefined`.
 */
export class Nesting {
  /** Of the directory that was entered last, the number of the one that holds it; −1 is the root. */
  parent = -1;
  readonly #raw: Uint8Array;
  /** Directories now open below the root; slot `n` of each array is the one inside `n` others, slot 0 the root. */
  #open = 0;
  readonly #numbers = new Int32Array(MAX_NESTED_DIRECTORIES + 1).fill(-1);
  readonly #names = new Int32Array(MAX_NESTED_DIRECTORIES + 1);
  /** Name of the last subdirectory so far; −1 before the first. */
  readonly #lastSubdirectory = new Int32Array(MAX_NESTED_DIRECTORIES + 1).fill(-1);
  /** Where the leaves begin that are not yet known to sort before a subdirectory, and how many they are. */
  readonly #leaves = new Int32Array(MAX_NESTED_DIRECTORIES + 1);
  readonly #leafCount = new Int32Array(MAX_NESTED_DIRECTORIES + 1);
  /** Name of the leaf just before, in the same directory; −1 when there is none. */
  #lastLeaf = -1;

  constructor(raw: Uint8Array) {
    this.#raw = raw;
  }

  addLeaf(start: number, name: number): string | undefined {
    const slot = this.#open;
    const previous = this.#lastLeaf;
    if (previous < 0) this.#leaves[slot] = start;
    else {
      const order = compareNames(this.#raw, previous, name);
      if (order >= 0) return order === 0 ? DUPLICATE : UNORDERED;
    }
    this.#lastLeaf = name;
    (this.#leafCount[slot] as number)++;
    return undefined;
  }

  /** Begins a directory; `number` stands for it in `parent`. */
  enter(number: number, depth: number, name: number): string | undefined {
    if (depth > this.#open) return `its depth is ${depth}, but only ${this.#open} directories are open`;
    if (depth >= MAX_NESTED_DIRECTORIES) return `more than ${MAX_NESTED_DIRECTORIES} directories are nested`;
    this.#open = depth;
    const previous = this.#lastSubdirectory[depth] as number;
    const order = previous < 0 ? -1 : compareNames(this.#raw, previous, name);
    if (order >= 0) return order === 0 ? DUPLICATE : UNORDERED;
    if (this.#passLeaves(name)) return DUPLICATE;
    this.#lastSubdirectory[depth] = name;
    this.parent = this.#numbers[depth] as number;
    this.#push(number, name);
    return undefined;
  }

  /** The path of an entry with that name, were it added now. */
  pathOf(name: number): Bytes {
    const names = [...this.#names.subarray(1, this.#open + 1), name];
    return names
      .map((start) => bytesOfBuffer(this.#raw, start, endOfName(this.#raw, start)))
      .join('/') as Bytes;
  }

  #push(number: number, name: number): void {
    const slot = ++this.#open;
    this.#numbers[slot] = number;
    this.#names[slot] = name;
    this.#lastSubdirectory[slot] = -1;
    this.#leafCount[slot] = 0;
    this.#lastLeaf = -1;
  }

  /**
   * Drops the leaves that sort before a subdirectory; tells whether the next one has the same name. Leaves and
   * subdirectories each rise, so this merge sees every leaf once.
   */
  #passLeaves(name: number): boolean {
    const raw = this.#raw;
    const slot = this.#open;
    let start = this.#leaves[slot] as number;
    let count = this.#leafCount[slot] as number;
    let order = -1;
    for (; count > 0; count--) {
      const leaf = start + 2 + ((raw[start] as number) & SIZE_BYTES_MASK);
      order = compareNames(raw, leaf, name);
      if (order >= 0) break;
      start = endOfName(raw, leaf) + 1;
    }
    this.#leaves[slot] = start;
    this.#leafCount[slot] = count;
    return order === 0;
  }
}
