import type { Bytes } from '../bytes.ts';
import type { Leaves } from './leaves.ts';
import type { PlaceKind } from './look.ts';
import { isPinned, NOT_ON_DISK, type Departure, type Place } from './place.ts';

const KINDS = ['absent', 'directory', 'file', 'link', 'special'] as const satisfies readonly PlaceKind[];
const DEPARTURES = [null, 'discard', 'save'] as const satisfies readonly (Departure | null)[];
/** How the facts of a place lie in one number: what is before, after, its departure, and whether it has modes. */
const [AFTER_SHIFT, DEPARTURE_SHIFT, MODES_SHIFT] = [3, 6, 8] as const;
/** In the place of the number of a staged item: nothing is staged, or it is in the directory's own stage. */
const [NOT_STAGED, WITHIN] = [-1, -2] as const;
const NOT_RECORDED = -1;
/** In the place of the facts of a new file. */
const NEW_FILE = 0xffff;

/** A child of a directory: the name alone where it is a new file, of which nothing is asked but that it will be there. */
export type Child = Place | Bytes;

/**
 * Children of a directory that are no directories themselves, as columns sorted by name: a tenth of what their places take. What is
 * not the same for all is one number each, so those that differ in more are left out.
 */
export class Sealed {
  readonly length: number;
  /** Each ends in a slash, which no name has. */
  readonly #names: string;
  readonly #starts: Int32Array;
  /** None where all are new files. */
  readonly #columns: Columns | null;

  /** All of them `fit` a common ground, and their names differ. */
  constructor(children: readonly Child[], ground: Ground) {
    const sorted = children.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    this.length = sorted.length;
    this.#names = sorted.map((child) => `${nameOf(child)}/`).join('');
    this.#starts = new Int32Array(sorted.length + 1);
    for (const [at, child] of sorted.entries()) {
      this.#starts[at + 1] = (this.#starts[at] as number) + nameOf(child).length + 1;
    }
    this.#columns = sorted.every((child) => typeof child === 'string') ? null : new Columns(sorted, ground);
  }

  /** The place of a name; −1 where it is not there. */
  find(name: Bytes): number {
    let low = 0;
    for (let high = this.length; low < high;) {
      const middle = (low + high) >> 1;
      const found = this.#name(middle);
      if (found === name) return middle;
      if (found < name) low = middle + 1;
      else high = middle;
    }
    return -1;
  }

  isNewFile(at: number): boolean {
    return this.#columns === null || this.#columns.isNewFile(at);
  }

  /** The child as it was, which may be changed without a change here. */
  child(at: number, directory: Place): Child {
    const name = this.#name(at);
    return this.isNewFile(at) ? name : (this.#columns as Columns).place(at, directory, name);
  }

  #name(at: number): Bytes {
    return this.#names.slice(this.#starts[at], (this.#starts[at + 1] as number) - 1) as Bytes;
  }
}

/** What sealed places have in common. */
export class Ground {
  readonly #directory: Place;
  /** The package that had put them there. */
  leaves: Leaves | null = null;
  /** Where they are staged, without the numbers of the items. */
  stage: string | null = null;

  constructor(directory: Place) {
    this.#directory = directory;
  }

  /** Whether the child can be sealed together with those that were asked for before. */
  fits(child: Child): boolean {
    if (typeof child === 'string') return true;
    const { before, after, children, recorded } = child;
    if (isPinned(child) || children !== null || before === 'directory' || after === 'directory') return false;
    if (recorded !== null && recorded.leaves !== (this.leaves ??= recorded.leaves)) return false;
    const item = this.itemOf(child);
    if (item < 0) return true;
    const stage = child.staged?.slice(0, -String(item).length) ?? null;
    return stage === (this.stage ??= stage) && child.staged === `${stage}${item}`;
  }

  /** The number of a place's item. */
  itemOf({ staged, name }: Place): number {
    if (staged === null) return NOT_STAGED;
    const above = this.#directory.staged;
    return above !== null && staged === `${above}/${name}` ? WITHIN : Number(/\d*$/.exec(staged)?.[0]);
  }

  stagedPath(item: number, name: Bytes): Bytes | null {
    if (item === NOT_STAGED) return null;
    return (item === WITHIN ? `${this.#directory.staged}/${name}` : `${this.stage}${item}`) as Bytes;
  }
}

class Columns {
  readonly #ground: Ground;
  readonly #facts: Uint16Array;
  readonly #modes: Uint16Array;
  readonly #sizes: Float64Array;
  readonly #changes: Float64Array;
  readonly #items: Int32Array;
  readonly #recorded: Int32Array;
  #targets: (Bytes | null)[] | null = null;

  constructor(children: readonly Child[], ground: Ground) {
    const { length } = children;
    this.#ground = ground;
    this.#facts = new Uint16Array(length);
    this.#modes = new Uint16Array(length);
    this.#sizes = new Float64Array(length);
    this.#changes = new Float64Array(length);
    this.#items = new Int32Array(length);
    this.#recorded = new Int32Array(length);
    for (const [at, child] of children.entries()) {
      if (typeof child === 'string') this.#facts[at] = NEW_FILE;
      else this.#take(at, child, length);
    }
  }

  isNewFile(at: number): boolean {
    return this.#facts[at] === NEW_FILE;
  }

  place(at: number, parent: Place, name: Bytes): Place {
    const facts = this.#facts[at] as number;
    const { leaves } = this.#ground;
    const recorded = this.#recorded[at] as number;
    return {
      ...NOT_ON_DISK,
      parent,
      name,
      path: (parent.path === '' ? name : `${parent.path}/${name}`) as Bytes,
      before: KINDS[facts & 7] as PlaceKind,
      after: KINDS[(facts >> AFTER_SHIFT) & 7] as PlaceKind,
      target: this.#targets?.[at] ?? null,
      mode: this.#modes[at] as number,
      size: this.#sizes[at] as number,
      changedAt: this.#changes[at] as number,
      staged: this.#ground.stagedPath(this.#items[at] as number, name),
      departure: DEPARTURES[(facts >> DEPARTURE_SHIFT) & 3] as Departure | null,
      recorded: leaves === null || recorded === NOT_RECORDED ? null : { leaves, at: recorded },
      hasModes: facts >> MODES_SHIFT === 1,
    };
  }

  #take(at: number, place: Place, length: number): void {
    const { before, after, departure, hasModes, target, recorded } = place;
    this.#facts[at] =
      KINDS.indexOf(before) |
      (KINDS.indexOf(after) << AFTER_SHIFT) |
      (DEPARTURES.indexOf(departure) << DEPARTURE_SHIFT) |
      (Number(hasModes) << MODES_SHIFT);
    this.#modes[at] = place.mode;
    this.#sizes[at] = place.size;
    this.#changes[at] = place.changedAt;
    this.#items[at] = this.#ground.itemOf(place);
    this.#recorded[at] = recorded === null ? NOT_RECORDED : recorded.at;
    if (target !== null) (this.#targets ??= Array.from({ length }, () => null))[at] = target;
  }
}

function nameOf(child: Child): Bytes {
  return typeof child === 'string' ? child : child.name;
}
