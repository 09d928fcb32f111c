import { analyze, assumptionsAgainst, refute } from './analyze.ts';
import type { Clause } from './clauses.ts';
import type { Literal } from './literals.ts';
import { LEARNT } from './proof.ts';
import { type Expand, propagate } from './propagate.ts';
import { DECIDED, type Sat } from './sat.ts';

/** The next literal to try, or `DONE` when everything that has to be is satisfied. */
export type Decide = () => Literal;
export const DONE: Literal = -1;

export interface Strategy {
  readonly expand: Expand;
  readonly decide: Decide;
  /** Asked after every conflict and every few hundred decisions. */
  readonly spent: () => boolean;
}

export type Verdict =
  | { readonly kind: 'satisfied' }
  /** Assumptions that cannot hold together (`core`); `origin` is the derivation's place in the proof. */
  | { readonly kind: 'refuted'; readonly core: readonly Literal[]; readonly origin: number }
  | { readonly kind: 'spent' };

const SATISFIED: Verdict = { kind: 'satisfied' };
const UNFIT: Verdict = { kind: 'refuted', core: [], origin: LEARNT };
const SPENT: Verdict = { kind: 'spent' };
const RESTART_UNIT = 64;

/**
 * Searches for an assignment in which all assumptions hold. The assumptions are decided first and in order; what earlier calls
 * assigned under the same leading assumptions is kept. On success the trail holds the model, on refutation it is unspecified.
 */
export class Search {
  readonly #sat: Sat;
  readonly #strategy: Strategy;
  #assumed: Literal[] = [];
  /** Set once the clauses contradict each other without any assumption. */
  #hopeless: Verdict | undefined;
  /** Literals that are to be true where they can, once nothing else has to be decided. */
  readonly #hopes: Literal[] = [];
  #restarts = 0;
  #nextRestart = RESTART_UNIT;

  constructor(sat: Sat, strategy: Strategy) {
    this.#sat = sat;
    this.#strategy = strategy;
  }

  solve(assumptions: readonly Literal[]): Verdict {
    return this.#run(assumptions, this.#decide);
  }

  /**
   * A variable that is never decided counts as false, which clauses that ask for one of several things to be true cannot see. From now
   * on these literals are decided, so that such clauses hold too.
   */
  hope(literals: readonly Literal[]): void {
    this.#hopes.push(...literals);
  }

  readonly #decide = (): Literal => {
    const literal = this.#strategy.decide();
    if (literal !== DONE) return literal;
    return this.#hopes.find((hope) => this.#sat.valueOf(hope) === 0) ?? DONE;
  };

  #run(assumptions: readonly Literal[], decide: Decide): Verdict {
    if (this.#hopeless) return this.#hopeless;
    const sat = this.#sat;
    sat.backtrack(this.#sharedLevels(assumptions));
    this.#assumed = assumptions.slice();
    for (;;) {
      const conflict = propagate(sat, this.#strategy.expand);
      if (conflict !== 0) {
        if (sat.level === 0) return this.#refuted(conflict);
        this.#learn(conflict);
        if (this.#strategy.spent()) return SPENT;
        if (sat.conflicts >= this.#nextRestart) this.#restart();
        continue;
      }
      if (sat.level < this.#assumed.length) {
        const failed = this.#assume(this.#assumed[sat.level] as Literal);
        if (failed) return failed;
        continue;
      }
      if (this.#strategy.spent()) return SPENT;
      const literal = decide();
      if (literal === DONE) return SATISFIED;
      sat.openLevel();
      sat.assign(literal, DECIDED);
    }
  }

  /** As `solve`, but decides nothing beyond the assumptions: satisfied means only that propagation finds no contradiction. */
  propagate(assumptions: readonly Literal[]): Verdict {
    return this.#run(assumptions, () => DONE);
  }

  /**
   * Searches for an assignment that satisfies the literal beside what is on the trail, which may be given up where it is in the
   * way. Refuted: the literal is false now, at level 0 when it can never be true.
   */
  extend(literal: Literal): Verdict {
    const sat = this.#sat;
    this.#assumed = [];
    for (;;) {
      const conflict = propagate(sat, this.#strategy.expand);
      if (conflict !== 0) {
        if (sat.level === 0) return this.#refuted(conflict);
        this.#learn(conflict);
        if (this.#strategy.spent()) return SPENT;
        continue;
      }
      const value = sat.valueOf(literal);
      if (value < 0) return UNFIT;
      const next = value === 0 ? literal : this.#decide();
      if (next === DONE) return SATISFIED;
      sat.openLevel();
      sat.assign(next, DECIDED);
    }
  }

  /** Goes back to level 0, so that clauses may be added. */
  reset(): void {
    this.#sat.backtrack(0);
    this.#assumed = [];
  }

  #sharedLevels(assumptions: readonly Literal[]): number {
    const limit = Math.min(assumptions.length, this.#assumed.length, this.#sat.level);
    let shared = 0;
    while (shared < limit && assumptions[shared] === this.#assumed[shared]) shared++;
    return shared;
  }

  #assume(literal: Literal): Verdict | undefined {
    const sat = this.#sat;
    const value = sat.valueOf(literal);
    if (value < 0) {
      const core = [literal, ...assumptionsAgainst(sat, literal)];
      return { kind: 'refuted', core, origin: sat.proof.end() };
    }
    sat.openLevel();
    if (value === 0) sat.assign(literal, DECIDED);
    return undefined;
  }

  #refuted(conflict: Clause): Verdict {
    refute(this.#sat, conflict);
    this.#hopeless = { kind: 'refuted', core: [], origin: this.#sat.proof.end() };
    return this.#hopeless;
  }

  #learn(conflict: Clause): void {
    const sat = this.#sat;
    sat.conflicts++;
    const level = analyze(sat, conflict);
    const origin = sat.proof.end();
    const literals = sat.learnt.toArray();
    sat.backtrack(level);
    sat.add(literals, origin);
  }

  #restart(): void {
    const sat = this.#sat;
    this.#nextRestart = sat.conflicts + RESTART_UNIT * luby(++this.#restarts);
    sat.backtrack(Math.min(sat.level, this.#assumed.length));
  }
}

/** The Luby sequence 1 1 2 1 1 2 4 …, from index 1 (Luby, Sinclair, Zuckerman 1993). */
export function luby(index: number): number {
  let size = 1;
  while (size < index) size = size * 2 + 1;
  while (size > index) {
    size = (size - 1) / 2;
    if (index > size) index -= size;
  }
  return (size + 1) / 2;
}
