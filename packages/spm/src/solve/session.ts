import { type Budget, type Effort, meter } from './budget.ts';
import { Decider } from './decide.ts';
import { CANDIDATE, Encoding, SLOT } from './encode/encoding.ts';
import { type Goal, isFixed, isWanted } from './goals.ts';
import type { Request } from './request.ts';
import type { ResolvedRequest } from './resolve.ts';
import { type Literal, isNegative, negative, not, positive, variableOf } from './sat/literals.ts';
import { Search, type Verdict } from './sat/search.ts';
import type { Candidate, Universe } from './universe.ts';
import { Waivers } from './waivers.ts';

export interface SessionOptions {
  readonly universe: Universe;
  readonly resolved: ResolvedRequest;
  readonly request: Request;
  readonly budget: Budget;
  /** Keep derivations, so that a refutation can be traced to facts. */
  readonly proof?: boolean;
}

/** One request set up for search: every goal is an assumption, which can be left out to see what would change. */
export class Session {
  readonly encoding: Encoding;
  readonly search: Search;
  readonly resolved: ResolvedRequest;
  /** By goal: the literal that sets it. */
  readonly selectors: readonly Literal[];
  readonly #goals = new Map<Literal, number>();
  #spent: () => boolean;
  /** By installed candidate with successors: the literal "it or a successor stays". */
  readonly #survivals = new Map<Candidate, Literal>();

  constructor(options: SessionOptions) {
    const { resolved, request } = options;
    this.resolved = resolved;
    const waivers = resolved.installed.isEmpty
      ? undefined
      : new Waivers(options.universe, resolved.installed);
    this.encoding = new Encoding(options.universe, waivers, options.proof);
    const preferences = { ...resolved, recommends: request.recommends === true && request.minimal !== true };
    const { decide } = new Decider(this.encoding, preferences);
    this.#spent = meter(this.encoding.sat, options.budget);
    const { expand } = this.encoding;
    this.search = new Search(this.encoding.sat, { expand, decide, spent: () => this.#spent() });
    this.selectors = resolved.goals.map((goal, index) => this.#addGoal(goal, index));
    for (const candidate of resolved.installed.candidates) this.#addSuccessors(candidate);
  }

  get universe(): Universe {
    return this.encoding.universe;
  }

  /** Replaces what is left of the budget. */
  grant(budget: Budget): void {
    this.#spent = meter(this.encoding.sat, budget);
  }

  get effort(): Effort {
    const { conflicts, steps } = this.encoding.sat;
    return { conflicts, steps };
  }

  /** Searches with the goals of these indexes (default: all), without regard for what is installed. */
  solveGoals(goals?: readonly number[]): Verdict {
    return this.search.solve(goals ? goals.map((index) => this.selectors[index] as Literal) : this.selectors);
  }

  /** The goals among a core's literals, ascending. */
  goalsOf(core: readonly Literal[]): number[] {
    return core.flatMap((literal) => this.#goals.get(literal) ?? []).sort((a, b) => a - b);
  }

  /** True where the installed package stays, in whatever version, or a successor takes its place. */
  survival(installed: Candidate): Literal {
    return this.#survivals.get(installed) ?? this.encoding.slot(this.universe.slotOf(installed));
  }

  /** The candidates that are true on the trail, in the order in which they became so. */
  model(): Candidate[] {
    const { sat } = this.encoding;
    const found: Candidate[] = [];
    for (let i = 0; i < sat.trail.length; i++) {
      const literal = sat.trail.at(i);
      if (isNegative(literal)) continue;
      const variable = variableOf(literal);
      if (this.encoding.kindOf(variable) === CANDIDATE) found.push(this.encoding.subjectOf(variable));
    }
    return found;
  }

  /** The slots the search has met, from a variable on, as literals "the slot is filled". */
  knownSlots(from: number): Literal[] {
    const { encoding } = this;
    const found: Literal[] = [];
    for (let variable = from; variable < encoding.sat.variableCount; variable++) {
      const kind = encoding.kindOf(variable);
      if (kind === SLOT || (kind === CANDIDATE && encoding.sat.blocks[variable] === 0))
        found.push(positive(variable));
    }
    return found;
  }

  #addGoal(goal: Goal, index: number): Literal {
    const { encoding } = this;
    const origin = encoding.facts.goal(index);
    const pieces = encoding.pieces.ofCandidates(goal.candidates);
    const wanted = isWanted(goal);
    const selector = wanted ? encoding.newChoice(pieces, origin) : encoding.newAuxiliary();
    if (isFixed(goal)) {
      for (const candidate of goal.candidates) {
        encoding.sat.addBinary(negative(selector), encoding.candidate(candidate), origin);
      }
    } else if (!wanted) {
      for (const piece of pieces) encoding.sat.addBinary(negative(selector), not(piece), origin);
    }
    this.#goals.set(positive(selector), index);
    return positive(selector);
  }

  #addSuccessors(installed: Candidate): void {
    const { encoding, resolved } = this;
    const successors = Array.from(this.universe.successorsOf?.(installed) ?? []);
    if (successors.length === 0) return;
    for (const successor of successors) {
      const origin = encoding.facts.replaces(successor, installed);
      encoding.sat.addBinary(not(encoding.candidate(successor)), not(encoding.candidate(installed)), origin);
    }
    const itself = encoding.slot(this.universe.slotOf(installed));
    const others = encoding.pieces.ofCandidates(successors);
    const options = resolved.upgrades.has(installed) ? [...others, itself] : [itself, ...others];
    this.#survivals.set(installed, positive(encoding.newChoice(options, 0)));
  }
}
