import { grown } from './sat/ints.ts';
import type { Sat } from './sat/sat.ts';

/**
 * Positions on the trail before which nothing is left to decide, remembered per decision level: after a backjump they fall
 * back to what held at the level reached.
 */
export class Cursors {
  readonly #count: number;
  readonly #current: Int32Array;
  /** By level, `#count` integers each. */
  #saved: Int32Array;
  #levels = 0;

  constructor(count: number) {
    this.#count = count;
    this.#current = new Int32Array(count);
    this.#saved = new Int32Array(count * 64);
  }

  get(stage: number): number {
    return this.#current[stage] as number;
  }

  set(stage: number, position: number): void {
    this.#current[stage] = position;
  }

  /** Forgets what was found at levels that have been left since. */
  fallBack(sat: Sat): void {
    this.#levels = Math.min(this.#levels, sat.lowestLevel + 1);
    sat.lowestLevel = sat.level;
    for (let stage = 0; stage < this.#count; stage++) {
      this.#current[stage] =
        this.#levels === 0 ? 0 : (this.#saved[(this.#levels - 1) * this.#count + stage] as number);
    }
  }

  /** Remembers the positions for the current level; levels opened without asking keep those of the level below. */
  save(sat: Sat): void {
    const count = this.#count;
    if ((sat.level + 1) * count > this.#saved.length)
      this.#saved = grown(this.#saved, (sat.level + 1) * count);
    for (let level = this.#levels; level < sat.level; level++) {
      for (let stage = 0; stage < count; stage++) {
        this.#saved[level * count + stage] =
          level === 0 ? 0 : (this.#saved[(level - 1) * count + stage] as number);
      }
    }
    this.#saved.set(this.#current, sat.level * count);
    this.#levels = sat.level + 1;
  }
}
