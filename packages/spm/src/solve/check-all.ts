import { type Budget, type Effort, meter } from './budget.ts';
import { Decider } from './decide.ts';
import { CANDIDATE, Encoding } from './encode/encoding.ts';
import { Installed } from './installed.ts';
import { isNegative, variableOf } from './sat/literals.ts';
import { Search } from './sat/search.ts';
import type { Candidate, Universe } from './universe.ts';

/** Which candidates can be installed at all, each on its own, on an empty system. */
export interface Installability {
  /** Ascending. */
  readonly uninstallable: readonly Candidate[];
  /** Candidates about which the budget left no verdict. */
  readonly undecided: readonly Candidate[];
  readonly effort: Effort;
}

/** Enough for any index: the check is linear in practice. */
const UNLIMITED: Budget = { conflicts: Infinity, steps: Infinity };

/**
 * Checks every candidate. A system is grown as far as it goes: each candidate is tried beside those that fitted, so closures are
 * shared and all of a model is settled at once. What does not fit waits for the next system, whose first member is tried alone; so
 * every system settles at least one.
 */
export function checkAll(universe: Universe, budget: Budget = {}): Installability {
  return new Checker(universe, { ...UNLIMITED, ...budget }).run();
}

class Checker {
  readonly #encoding: Encoding;
  readonly #search: Search;
  readonly #settled: Uint8Array;
  readonly #uninstallable: Candidate[] = [];
  #spent = false;
  /** The trail up to here is settled. */
  #marked = 0;

  constructor(universe: Universe, budget: Budget) {
    const encoding = new Encoding(universe);
    const { decide } = new Decider(encoding, {
      installed: new Installed(universe, []),
      upgrades: new Set(),
      preferred: new Set(),
      recommends: false,
      refused: new Set(),
    });
    const spent = meter(encoding.sat, budget);
    this.#encoding = encoding;
    this.#search = new Search(encoding.sat, { expand: encoding.expand, decide, spent });
    this.#settled = new Uint8Array(universe.candidateCount);
  }

  run(): Installability {
    const { sat, universe } = this.#encoding;
    let waiting: Candidate[] = Array.from({ length: universe.candidateCount }, (_, candidate) => candidate);
    while (waiting.length > 0 && !this.#spent) waiting = this.#growSystem(waiting);
    const uninstallable = this.#uninstallable.toSorted((a, b) => a - b);
    return { uninstallable, undecided: waiting, effort: { conflicts: sat.conflicts, steps: sat.steps } };
  }

  /** Tries the candidates in one system; returns those that did not fit into it. */
  #growSystem(waiting: readonly Candidate[]): Candidate[] {
    this.#search.reset();
    this.#marked = 0;
    return waiting.filter((candidate) => this.#settled[candidate] === 0 && !this.#settle(candidate));
  }

  /** Whether the candidate's verdict is known after trying it in the current system. */
  #settle(candidate: Candidate): boolean {
    if (this.#spent) return false;
    const { sat } = this.#encoding;
    const literal = this.#encoding.candidate(candidate);
    const verdict = this.#search.extend(literal);
    this.#marked = Math.min(this.#marked, sat.lowestTrail);
    if (verdict.kind === 'satisfied') this.#settleModel();
    else if (verdict.kind === 'spent') this.#spent = true;
    else if (sat.levelOf(literal) === 0) this.#uninstallable.push(candidate);
    else return false;
    return verdict.kind !== 'spent';
  }

  /** Everything in the model is installable. */
  #settleModel(): void {
    const { sat } = this.#encoding;
    for (let i = this.#marked; i < sat.trail.length; i++) {
      const literal = sat.trail.at(i);
      if (isNegative(literal) || this.#encoding.kindOf(variableOf(literal)) !== CANDIDATE) continue;
      this.#settled[this.#encoding.subjectOf(variableOf(literal))] = 1;
    }
    this.#marked = sat.trail.length;
    sat.lowestTrail = sat.trail.length;
  }
}
