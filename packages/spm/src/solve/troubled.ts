import { type Encoding, SLOT } from './encode/encoding.ts';
import type { Variable } from './sat/literals.ts';

/** Conflicts after which versions are chosen where the trouble is instead of in the order of discovery. */
const PATIENCE = 128;
/** Conflicts after which the list is made anew. */
const FRESH = 64;
const MOST_SLOTS = 64;

/** The slots that took part in most of the recent conflicts: deciding them first settles or refutes a hard core early. */
export class TroubledSlots {
  readonly #encoding: Encoding;
  #slots: readonly Variable[] = [];
  #madeAt = 0;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
  }

  /** Slot variables, the most troubled first; empty while the search goes smoothly. */
  list(): readonly Variable[] {
    const { conflicts } = this.#encoding.sat;
    if (conflicts >= PATIENCE && conflicts >= this.#madeAt + FRESH) {
      this.#slots = this.#mostActive();
      this.#madeAt = conflicts;
    }
    return this.#slots;
  }

  #mostActive(): Variable[] {
    const { sat } = this.#encoding;
    const found: Variable[] = [];
    for (let variable = 1; variable < sat.variableCount; variable++) {
      if (this.#encoding.kindOf(variable) === SLOT && (sat.activity[variable] as number) > 0)
        found.push(variable);
    }
    const activity = (variable: Variable): number => sat.activity[variable] as number;
    return found.sort((a, b) => activity(b) - activity(a) || a - b).slice(0, MOST_SLOTS);
  }
}
