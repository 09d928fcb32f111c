import { type Literal, isNegative, not } from './literals.ts';
import type { Sat } from './sat.ts';
import type { Search, Verdict } from './search.ts';
import { totalizer } from './totalizer.ts';

/** A soft literal that says "at most `bound` of these", and what comes after it when that turns out impossible. */
interface Count {
  readonly outputs: readonly Literal[];
  readonly bound: number;
}

/**
 * Finds an assignment in which as few soft literals as possible are false, guided by unsatisfiable cores (the OLL algorithm of
 * Andres, Kaufmann, Matheis and Schaub 2012): every core raises the proven lower bound by one and is relaxed to "at most one of
 * these". When it ends, `assumptions` describe exactly the optimal assignments.
 */
export class Minimiser {
  readonly #sat: Sat;
  readonly #search: Search;
  readonly #base: readonly Literal[];
  readonly #counts = new Map<Literal, Count>();
  #active: Literal[] = [];
  /** How many soft literals are false in every assignment: proven so far. */
  lowerBound = 0;

  constructor(sat: Sat, search: Search, base: readonly Literal[]) {
    this.#sat = sat;
    this.#search = search;
    this.#base = base;
  }

  /** Adds soft literals, the ones to keep true; each at most once. */
  add(soft: readonly Literal[]): void {
    this.#active.push(...soft);
  }

  get assumptions(): Literal[] {
    return [...this.#base, ...this.#active];
  }

  /** Satisfied: the trail holds an optimum. Refuted: the base itself is contradictory. Spent: `lowerBound` is all that is known. */
  run(): Verdict {
    const start = this.#dropImpossible();
    if (start.kind !== 'satisfied') return start;
    for (;;) {
      const verdict = this.#search.solve(this.assumptions);
      if (verdict.kind !== 'refuted') return verdict;
      const core = this.#softPart(verdict.core);
      if (core.length === 0) return verdict;
      this.#relax(this.#shrink(core));
    }
  }

  /** Soft literals that the base alone falsifies count at once, without a search for each. */
  #dropImpossible(): Verdict {
    const verdict = this.#search.propagate(this.#base);
    if (verdict.kind !== 'satisfied') return verdict;
    const possible = this.#active.filter((literal) => this.#sat.valueOf(literal) >= 0);
    this.lowerBound += this.#active.length - possible.length;
    this.#active = possible;
    return verdict;
  }

  #softPart(core: readonly Literal[]): Literal[] {
    const involved = new Set(core);
    return this.#active.filter((literal) => involved.has(literal));
  }

  /** Leaves out members without which propagation alone still finds the contradiction. */
  #shrink(core: readonly Literal[]): readonly Literal[] {
    let smallest = core;
    for (const literal of core) {
      if (smallest.length === 1) break;
      if (!smallest.includes(literal)) continue;
      const verdict = this.#search.propagate([
        ...this.#base,
        ...smallest.filter((other) => other !== literal),
      ]);
      if (verdict.kind !== 'refuted') continue;
      const involved = new Set(verdict.core);
      smallest = smallest.filter((other) => involved.has(other));
    }
    return smallest;
  }

  #relax(core: readonly Literal[]): void {
    this.lowerBound++;
    this.#search.reset();
    const removed = new Set(core);
    this.#active = this.#active.filter((literal) => !removed.has(literal));
    for (const literal of core) this.#countFurther(literal);
    this.#search.hope(core.filter((literal) => !isNegative(literal)));
    if (core.length > 1) this.#activate(totalizer(this.#sat, core.map(not), 0), 1);
  }

  /** When "at most `bound`" failed, "at most `bound + 1`" is the next to hope for. */
  #countFurther(literal: Literal): void {
    const count = this.#counts.get(literal);
    if (count) this.#activate(count.outputs, count.bound + 1);
  }

  #activate(outputs: readonly Literal[], bound: number): void {
    if (bound >= outputs.length) return;
    const soft = not(outputs[bound] as Literal);
    this.#counts.set(soft, { outputs, bound });
    this.#active.push(soft);
  }
}
