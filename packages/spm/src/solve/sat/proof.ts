import { Ints } from './ints.ts';
import type { Clause } from './clauses.ts';
import type { Variable } from './literals.ts';

/** What a step of a derivation used: a clause, the exclusiveness of a block, or a fact that holds at level 0. */
export type Premise =
  | { kind: 'clause'; clause: Clause }
  | { kind: 'block'; block: Variable }
  | { kind: 'fact'; variable: Variable };

const CLAUSE = 0;
const BLOCK = 1;
const FACT = 2;

/** The origin of every clause that was learnt without keeping its derivation. */
export const LEARNT = -1;

/**
 * The derivations of learnt clauses, kept only while an explanation is being sought: each is a list of premises, and its
 * place is the learnt clause's (negative) origin.
 */
export class Proof {
  enabled = false;
  readonly #steps = new Ints(16);
  #start = 0;

  begin(): void {
    if (!this.enabled) return;
    this.#start = this.#steps.length;
    this.#steps.push(0);
  }

  useClause(clause: Clause): void {
    if (this.enabled) this.#steps.push((clause << 2) | CLAUSE);
  }

  useBlock(block: Variable): void {
    if (this.enabled) this.#steps.push((block << 2) | BLOCK);
  }

  useFact(variable: Variable): void {
    if (this.enabled) this.#steps.push((variable << 2) | FACT);
  }

  /** Closes the derivation begun last; returns the origin to give to what it derived. */
  end(): number {
    if (!this.enabled) return LEARNT;
    this.#steps.data[this.#start] = this.#steps.length - this.#start - 1;
    return LEARNT - 1 - this.#start;
  }

  /** The premises of the derivation with this origin. */
  *premises(origin: number): Generator<Premise> {
    const start = LEARNT - 1 - origin;
    const count = this.#steps.at(start);
    for (let i = start + 1; i <= start + count; i++) {
      const value = this.#steps.at(i) >> 2;
      const kind = this.#steps.at(i) & 3;
      if (kind === CLAUSE) yield { kind: 'clause', clause: value };
      else if (kind === BLOCK) yield { kind: 'block', block: value };
      else yield { kind: 'fact', variable: value };
    }
  }
}
