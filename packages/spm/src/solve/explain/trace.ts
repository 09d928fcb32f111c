import type { Encoding } from '../encode/encoding.ts';
import { DEFINITION, type Fact, type FactId } from '../encode/facts.ts';
import type { Clause } from '../sat/clauses.ts';
import { type Variable, variableOf } from '../sat/literals.ts';
import { LEARNT } from '../sat/proof.ts';
import { causeOf } from '../sat/sat.ts';

/** The facts from which a refutation was derived: the leaves of its proof, in the order in which they were first stated. */
export function factsBehind(encoding: Encoding, origin: number): Fact[] {
  const trace = new Trace(encoding);
  trace.derivation(origin);
  return [...trace.facts].sort((a, b) => a - b).map((id) => encoding.facts.get(id));
}

/** Walks a proof backwards with an explicit stack; nothing is visited twice. */
class Trace {
  readonly facts = new Set<FactId>();
  readonly #encoding: Encoding;
  readonly #derivations = new Set<number>();
  readonly #variables = new Set<Variable>();
  readonly #pending: number[] = [];

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
  }

  derivation(origin: number): void {
    this.#pending.push(origin);
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) this.#expand(next);
  }

  #expand(origin: number): void {
    if (this.#derivations.has(origin)) return;
    this.#derivations.add(origin);
    for (const premise of this.#encoding.sat.proof.premises(origin)) {
      if (premise.kind === 'clause') this.#clause(premise.clause);
      else if (premise.kind === 'fact') this.#assigned(premise.variable);
    }
  }

  #clause(clause: Clause): void {
    const origin = this.#encoding.sat.clauses.origin(clause);
    if (origin > DEFINITION) this.facts.add(origin);
    else if (origin < LEARNT) this.#pending.push(origin);
  }

  /** What led to an assignment at level 0. */
  #assigned(start: Variable): void {
    const stack = [start];
    const { sat } = this.#encoding;
    for (let variable = stack.pop(); variable !== undefined; variable = stack.pop()) {
      if (this.#variables.has(variable)) continue;
      this.#variables.add(variable);
      const reason = sat.reasons[variable] as number;
      if (reason < 0) stack.push(variableOf(causeOf(reason)));
      if (reason <= 0) continue;
      this.#clause(reason);
      for (let i = 0; i < sat.clauses.size(reason); i++)
        stack.push(variableOf(sat.clauses.literal(reason, i)));
    }
  }
}
