import type { Bytes } from '../bytes.ts';
import type { Leaves } from '../tree/leaves.ts';
import type { PackageRecord } from '../state/record.ts';
import { nameOf } from '../tree/paths.ts';

/**
 * What becomes of a recorded file: discarded; saved beside because a user changed it; already gone; or left alone because a
 * directory took its place.
 */
export type Fate = 'discard' | 'save' | 'gone' | 'leave';

const FATES = ['discard', 'save', 'gone', 'leave'] as const satisfies readonly Fate[];
const FATE_BITS = 2;

export interface PlannedRemoval {
  /** Where, free of links, from the root of the tree. */
  readonly directory: Bytes;
  readonly name: Bytes;
  readonly fate: Fate;
}

/** The fates of the leaves of a package, in their order: one number for each, as there may be hundreds of thousands. */
export class Removals implements Iterable<PlannedRemoval> {
  readonly #leaves: Leaves;
  readonly #directories: Bytes[] = [];
  /** The fate of each, and above that the place of its directory. */
  readonly #decisions: Uint32Array;
  length = 0;

  constructor(leaves: Leaves) {
    this.#leaves = leaves;
    this.#decisions = new Uint32Array(leaves.length);
  }

  /** Decides the next leaf. */
  push(directory: Bytes, fate: Fate): void {
    const latest = this.#directories.length - 1;
    const place = this.#directories[latest] === directory ? latest : this.#directories.push(directory) - 1;
    this.#decisions[this.length++] = FATES.indexOf(fate) | (place << FATE_BITS);
  }

  fate(at: number): Fate {
    return FATES[(this.#decisions[at] as number) & ((1 << FATE_BITS) - 1)] as Fate;
  }

  directory(at: number): Bytes {
    return this.#directories[(this.#decisions[at] as number) >>> FATE_BITS] as Bytes;
  }

  name(at: number): Bytes {
    return nameOf(this.#leaves.paths.at(at));
  }

  *[Symbol.iterator](): Generator<PlannedRemoval> {
    for (let at = 0; at < this.length; at++) {
      yield { directory: this.directory(at), name: this.name(at), fate: this.fate(at) };
    }
  }
}

export interface RemovePlan {
  readonly record: PackageRecord;
  readonly removals: Removals;
}
