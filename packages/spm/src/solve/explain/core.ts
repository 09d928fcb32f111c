import { type Budget, meter } from '../budget.ts';
import { Cursors } from '../cursors.ts';
import type { Fact } from '../encode/facts.ts';
import { type Goal, isFixed, isWanted } from '../goals.ts';
import { type Literal, negative, positive } from '../sat/literals.ts';
import { Sat } from '../sat/sat.ts';
import { DONE, Search } from '../sat/search.ts';
import type { Candidate, Slot, Universe } from '../universe.ts';
import type { Waivers } from '../waivers.ts';

export interface FactCore {
  readonly facts: Fact[];
  /** False when the budget ended before the last needless fact was left out. */
  readonly minimal: boolean;
}

/** A core is for reading: one that takes more than this to minimise is too long to be read anyway. */
const BUDGET: Budget = { conflicts: 2_000, steps: 400_000 };

/**
 * Leaves out facts one by one as long as the rest still contradicts the goals: what remains is needed, every single one. That
 * one candidate at most occupies a slot is taken for granted; so are the goals, which are minimal already.
 */
export function minimalFacts(
  universe: Universe,
  waivers: Waivers,
  goals: readonly Goal[],
  facts: readonly Fact[],
): FactCore {
  const model = new FactModel(universe, waivers);
  const selectors = new Map<Literal, Fact>();
  for (const goal of goals) model.addGoal(goal);
  for (const fact of facts) {
    const selector = model.addFact(fact);
    if (selector !== undefined) selectors.set(selector, fact);
  }
  const needed = new Set(model.minimalCore([...selectors.keys()]));
  const core = [...selectors].filter(([selector]) => needed.has(selector)).map(([, fact]) => fact);
  return { facts: core, minimal: !model.isSpent };
}

/** A few facts as a problem of their own: everything in them is stated at once, nothing is expanded. */
class FactModel {
  readonly #universe: Universe;
  readonly #waivers: Waivers;
  readonly #sat = new Sat();
  readonly #search: Search;
  readonly #spent: () => boolean;
  readonly #cursors = new Cursors(1);
  readonly #candidates = new Map<Candidate, Literal>();

  constructor(universe: Universe, waivers: Waivers) {
    this.#universe = universe;
    this.#waivers = waivers;
    this.#spent = meter(this.#sat, BUDGET);
    this.#search = new Search(this.#sat, {
      expand: () => 0,
      decide: () => this.#anyOpen(),
      spent: () => false,
    });
  }

  addGoal(goal: Goal): void {
    const literals = goal.candidates.map((candidate) => this.#candidate(candidate));
    if (isFixed(goal)) for (const literal of literals) this.#sat.add([literal], 0);
    else if (isWanted(goal)) this.#sat.add(literals, 0);
    else for (const literal of literals) this.#sat.add([literal ^ 1], 0);
  }

  /** Adds a fact behind a selector, which is returned; nothing for facts that are taken for granted. */
  addFact(fact: Fact): Literal | undefined {
    if (fact.kind === 'depends') {
      const members = this.#universe.members.of(fact.relation);
      return this.#imply(fact.candidate, [members.map((member) => this.#candidate(member))]);
    }
    if (fact.kind === 'conflicts') {
      const others = this.#waivers.excluded(fact.candidate, fact.relation);
      return this.#imply(
        fact.candidate,
        others.map((other) => [this.#candidate(other) ^ 1]),
      );
    }
    return fact.kind === 'replaces'
      ? this.#imply(fact.successor, [[this.#candidate(fact.candidate) ^ 1]])
      : undefined;
  }

  /** Selectors that contradict the goals, such that no one of them can be left out unless the budget is spent. */
  minimalCore(selectors: readonly Literal[]): readonly Literal[] {
    let core = selectors;
    for (let smaller = this.#core(core); smaller && smaller.length < core.length; smaller = this.#core(core))
      core = smaller;
    for (const selector of core.toReversed()) {
      if (this.isSpent) break;
      if (core.includes(selector)) core = this.#core(core.filter((other) => other !== selector)) ?? core;
    }
    return core;
  }

  get isSpent(): boolean {
    return this.#spent();
  }

  /** Those among the selectors that contradict the goals; undefined when they are not known to. */
  #core(selectors: readonly Literal[]): Literal[] | undefined {
    const verdict = this.#search.solve(selectors);
    if (verdict.kind !== 'refuted') return undefined;
    const core = new Set(verdict.core);
    return selectors.filter((selector) => core.has(selector));
  }

  #imply(candidate: Candidate, clauses: readonly (readonly Literal[])[]): Literal {
    const condition = this.#candidate(candidate) ^ 1;
    const selector = this.#sat.newVariable();
    for (const clause of clauses)
      this.#sat.add([negative(selector), condition, ...clause.filter((one) => one !== condition)], 0);
    return positive(selector);
  }

  #candidate(candidate: Candidate): Literal {
    if (!this.#candidates.has(candidate)) this.#addSlot(this.#universe.slotOf(candidate));
    return this.#candidates.get(candidate) as Literal;
  }

  #addSlot(slot: Slot): void {
    const candidates = this.#universe.candidatesOf(slot);
    const first =
      candidates.length === 1 ? this.#sat.newVariable() : this.#sat.newBlock(candidates.length, 0) + 1;
    for (let i = 0; i < candidates.length; i++)
      this.#candidates.set(candidates[i] as Candidate, positive(first + i));
  }

  #anyOpen(): Literal {
    const sat = this.#sat;
    this.#cursors.fallBack(sat);
    let variable = this.#cursors.get(0);
    while (variable < sat.variableCount && sat.valueOf(positive(variable)) !== 0) variable++;
    this.#cursors.set(0, variable);
    this.#cursors.save(sat);
    return variable < sat.variableCount ? negative(variable) : DONE;
  }
}
