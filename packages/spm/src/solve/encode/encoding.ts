import type { Clause } from '../sat/clauses.ts';
import { Ints, grown } from '../sat/ints.ts';
import { FALSE, type Literal, type Variable, negative, not, positive, variableOf } from '../sat/literals.ts';
import { Sat } from '../sat/sat.ts';
import type { Rows } from '../rows.ts';
import type { Candidate, Relation, Slot, Universe } from '../universe.ts';
import { DEFINITION, Facts } from './facts.ts';
import { Pieces } from './pieces.ts';
import type { Waivers } from '../waivers.ts';

/** What a variable stands for: a relation, a goal, a count. */
export const AUXILIARY = 0;
/** This candidate is installed. Also "the slot is filled" where it is the slot's only candidate. */
export const CANDIDATE = 1;
/** Some candidate of the slot, one of several, is installed. */
export const SLOT = 2;

/**
 * The universe as clauses, translated as the search asks for them: a candidate gets a variable when a clause first mentions
 * it, and its own requirements become clauses when it first becomes true.
 */
export class Encoding {
  readonly universe: Universe;
  readonly sat = new Sat();
  readonly facts: Facts;
  readonly #waivers: Waivers | undefined;
  /** What satisfies a relation, best first: filled slots, or single candidates where not the whole slot will do. */
  readonly pieces: Pieces;
  readonly #depends: Rows;
  readonly #conflicts: Rows;
  readonly #members: Rows;
  /** By candidate: its variable. */
  readonly #candidates: Int32Array;
  /** By relation: its literal plus one. */
  readonly #relations: Int32Array;

  #variableCapacity = 256;
  kinds = new Uint8Array(256);
  subjects: Int32Array = new Int32Array(256);
  /** By variable: where its options start in `#options` (their number first); 0 when nothing is to be chosen. */
  #optionStarts: Int32Array = new Int32Array(256);
  readonly #options = new Ints(1024);
  readonly expand = (variable: Variable): Clause => this.#expand(variable);

  /** @param proof whether derivations are kept, and the facts that they begin with. */
  constructor(universe: Universe, waivers?: Waivers, proof = false) {
    this.universe = universe;
    this.#waivers = waivers;
    this.facts = new Facts(proof);
    this.sat.proof.enabled = proof;
    this.#candidates = new Int32Array(universe.candidateCount);
    this.#relations = new Int32Array(universe.relationCount);
    this.#depends = universe.depends;
    this.#conflicts = universe.conflicts;
    this.#members = universe.members;
    this.pieces = new Pieces(this.#members, this);
    this.#options.push(0);
  }

  /** The literal "this candidate is installed". */
  candidate(candidate: Candidate): Literal {
    return this.variable(candidate) << 1;
  }

  /** The variable "this candidate is installed". */
  variable(candidate: Candidate): Variable {
    const known = this.#candidates[candidate] as Variable;
    if (known !== 0) return known;
    this.#newSlot(this.universe.slotOf(candidate));
    return this.#candidates[candidate] as Variable;
  }

  /** The literal "the slot is filled". */
  slot(slot: Slot): Literal {
    const first = this.universe.candidatesOf(slot)[0] as Candidate;
    const known = this.#candidates[first] as Variable;
    if (known === 0) return positive(this.#newSlot(slot));
    // A slot of one candidate has the candidate's variable.
    return positive((this.sat.blocks[known] as Variable) || known);
  }

  /** The literal "the relation is satisfied", or one that implies it; `FALSE` when nothing satisfies it. */
  relation(relation: Relation): Literal {
    const known = this.#relations[relation] as number;
    if (known !== 0) return known - 1;
    const literal = this.#newRelation(relation);
    this.#relations[relation] = literal + 1;
    return literal;
  }

  /** A variable that, when true, needs one of the options; the first is the best. */
  newChoice(options: ArrayLike<Literal>, origin: number): Variable {
    const variable = this.newAuxiliary();
    this.#optionStarts[variable] = this.#options.length;
    this.#options.push(options.length);
    const literals = [negative(variable)];
    for (let i = 0; i < options.length; i++) {
      this.#options.push(options[i] as Literal);
      literals.push(options[i] as Literal);
    }
    this.sat.add(literals, origin);
    return variable;
  }

  /** Where the options of the variable start in `optionData`, their number first; 0 when it is no choice. */
  optionsOf(variable: Variable): number {
    return this.#optionStarts[variable] ?? 0;
  }

  get optionData(): Int32Array {
    return this.#options.data;
  }

  newAuxiliary(): Variable {
    const variable = this.sat.newVariable();
    this.#describe(variable, AUXILIARY, 0);
    return variable;
  }

  kindOf(variable: Variable): number {
    return this.kinds[variable] ?? AUXILIARY;
  }

  subjectOf(variable: Variable): number {
    return this.subjects[variable] as number;
  }

  #newSlot(slot: Slot): Variable {
    const { sat } = this;
    const candidates = this.universe.candidatesOf(slot);
    const count = candidates.length;
    const first = count === 1 ? sat.newVariable() : sat.newBlock(count, this.facts.slot(slot));
    if (first + count >= this.#variableCapacity) this.#grow(first + count + 1);
    const { kinds, subjects } = this;
    const variables = this.#candidates;
    const { expandable } = sat;
    let variable = first;
    if (count > 1) {
      kinds[first] = SLOT;
      subjects[first] = slot;
      variable++;
    }
    for (let i = 0; i < count; i++) {
      const candidate = candidates[i] as Candidate;
      kinds[variable] = CANDIDATE;
      subjects[variable] = candidate;
      variables[candidate] = variable;
      expandable[variable] = 1;
      variable++;
    }
    return first;
  }

  #newRelation(relation: Relation): Literal {
    const only = this.#members.only(relation);
    if (only >= 0) return this.candidate(only);
    const place = this.pieces.place(relation);
    const { values } = this.pieces;
    const count = values[place] as number;
    if (count === 0) return FALSE;
    if (count === 1) return values[place + 1] as Literal;
    const pieces = this.pieces.of(relation);
    const origin = this.facts.members(relation);
    const block = this.#commonBlock(pieces);
    return positive(block === 0 ? this.newChoice(pieces, origin) : this.#newRange(block, pieces, origin));
  }

  /** Some versions of one slot: the slot is filled, and by none of the others. Which one is decided later. */
  #newRange(block: Variable, pieces: readonly Literal[], origin: number): Variable {
    const variable = this.newAuxiliary();
    this.sat.addBinary(negative(variable), positive(block), origin);
    const last = block + (this.sat.blockSizes[block] as number);
    const allowed = new Set(pieces);
    for (let candidate = block + 1; candidate <= last; candidate++) {
      if (!allowed.has(positive(candidate)))
        this.sat.addBinary(negative(variable), negative(candidate), origin);
    }
    return variable;
  }

  #commonBlock(pieces: readonly Literal[]): Variable {
    const block = this.sat.blocks[variableOf(pieces[0] as Literal)] as Variable;
    for (let i = 1; i < pieces.length; i++) {
      if (this.sat.blocks[variableOf(pieces[i] as Literal)] !== block) return 0;
    }
    return block;
  }

  #expand(variable: Variable): Clause {
    const candidate = this.subjects[variable] as Candidate;
    // Both, even when the first is false already: this is the only time that the clauses are added.
    const unmet = this.#addDepends(candidate, variable);
    const conflict = this.#addConflicts(candidate, variable);
    return unmet === 0 ? conflict : unmet;
  }

  #addDepends(candidate: Candidate, variable: Variable): Clause {
    const { sat, facts } = this;
    const depends = this.#depends;
    const { values } = depends;
    const relations = this.#relations;
    const waivers = this.#waivers;
    const itself = positive(variable);
    let fact = DEFINITION;
    let conflict = 0;
    for (let at = depends.start(candidate), end = depends.end(candidate); at < end; at++) {
      const relation = values[at] as Relation;
      if (waivers?.requirement(candidate, relation)) continue;
      const known = relations[relation] as number;
      const literal = known === 0 ? this.relation(relation) : known - 1;
      if (literal === itself) continue;
      if (facts.areKept) fact = facts.depends(candidate, relation);
      const clause = sat.addBinary(itself ^ 1, literal, fact);
      if (conflict === 0) conflict = clause;
    }
    return conflict;
  }

  #addConflicts(candidate: Candidate, variable: Variable): Clause {
    const conflicts = this.#conflicts;
    let conflict = 0;
    for (let at = conflicts.start(candidate), end = conflicts.end(candidate); at < end; at++) {
      const clause = this.#addConflict(candidate, variable, conflicts.values[at] as Relation);
      if (conflict === 0) conflict = clause;
    }
    return conflict;
  }

  #addConflict(candidate: Candidate, variable: Variable, relation: Relation): Clause {
    const { pieces, sat } = this;
    const isWaived = this.#waivers?.conflicts(candidate, relation) === true;
    const place = isWaived
      ? pieces.placeOf(this.#waivers?.excluded(candidate, relation) ?? [])
      : pieces.place(relation);
    const { values } = pieces;
    const end = place + (values[place] as number);
    if (end === place) return 0;
    const block = sat.blocks[variable] as Variable;
    const origin = this.facts.conflicts(candidate, relation);
    let conflict = 0;
    for (let at = place + 1; at <= end; at++) {
      const piece = values[at] as Literal;
      const other = variableOf(piece);
      // A candidate does not exclude itself or what else its slot may hold.
      if (other === variable || (block !== 0 && sat.blocks[other] === block)) continue;
      const clause = sat.addBinary(negative(variable), not(piece), origin);
      if (conflict === 0) conflict = clause;
    }
    return conflict;
  }

  #describe(variable: Variable, kind: number, subject: number): void {
    if (variable >= this.#variableCapacity) this.#grow(variable + 1);
    this.kinds[variable] = kind;
    this.subjects[variable] = subject;
  }

  #grow(needed: number): void {
    this.subjects = grown(this.subjects, needed);
    this.#optionStarts = grown(this.#optionStarts, needed);
    const kinds = new Uint8Array(this.subjects.length);
    kinds.set(this.kinds);
    this.kinds = kinds;
    this.#variableCapacity = kinds.length;
  }
}
