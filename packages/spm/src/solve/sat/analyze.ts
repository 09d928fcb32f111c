import { CLAUSE_HEADER, type Clause, SCRATCH } from './clauses.ts';
import { type Literal, not, variableOf } from './literals.ts';
import { type Sat, causeOf } from './sat.ts';

const DECAY = 1 / 0.95;
const RESCALE = 1e100;

/**
 * Learns from a false clause: leaves in `sat.learnt` the clause of the first unique implication point, its asserting
 * literal first, and returns the level to go back to. The derivation is left open in `sat.proof`.
 */
export function analyze(sat: Sat, conflict: Clause): number {
  const { learnt, seen, trail } = sat;
  learnt.clear();
  learnt.push(0);
  sat.proof.begin();
  let open = touchClause(sat, conflict, -1);
  let index = trail.length;
  let literal: Literal;
  for (;;) {
    do index--;
    while (seen[variableOf(trail.at(index))] === 0);
    literal = trail.at(index);
    seen[variableOf(literal)] = 0;
    if (--open === 0) break;
    open += touchReason(sat, literal);
  }
  learnt.data[0] = not(literal);
  dropImplied(sat);
  sat.bump *= DECAY;
  return assertionLevel(sat);
}

/** Marks what a literal was derived from; returns how many of those belong to the current level. */
function touchReason(sat: Sat, literal: Literal): number {
  const reason = sat.reasonOf(literal);
  if (reason > 0) return touchClause(sat, reason, literal);
  sat.proof.useBlock(sat.blocks[variableOf(literal)] as number);
  return touch(sat, not(causeOf(reason)));
}

function touchClause(sat: Sat, clause: Clause, implied: Literal): number {
  useClause(sat, clause);
  const { data } = sat.clauses.arena;
  const end = clause + CLAUSE_HEADER + (data[clause] as number);
  let open = 0;
  for (let i = clause + CLAUSE_HEADER; i < end; i++) {
    const literal = data[i] as Literal;
    if (literal !== implied) open += touch(sat, literal);
  }
  return open;
}

/** Records a clause as a premise; the scratch clause stands for the block of its literals. */
export function useClause(sat: Sat, clause: Clause): void {
  if (!sat.proof.enabled) return;
  if (clause === SCRATCH)
    sat.proof.useBlock(sat.blocks[variableOf(sat.clauses.literal(SCRATCH, 0))] as number);
  else sat.proof.useClause(clause);
}

function touch(sat: Sat, literal: Literal): number {
  const variable = variableOf(literal);
  const level = sat.levels[variable] as number;
  if (level === 0) {
    sat.proof.useFact(variable);
    return 0;
  }
  if (sat.seen[variable] !== 0) return 0;
  sat.seen[variable] = 1;
  bump(sat, variable);
  if (level === sat.level) return 1;
  sat.learnt.push(literal);
  return 0;
}

function bump(sat: Sat, variable: number): void {
  const { activity } = sat;
  activity[variable] = (activity[variable] as number) + sat.bump;
  if (activity[variable] < RESCALE) return;
  for (let i = 0; i < sat.variableCount; i++) activity[i] = (activity[i] as number) / RESCALE;
  sat.bump /= RESCALE;
}

/** Leaves out literals that the others already imply, and clears the marks. */
function dropImplied(sat: Sat): void {
  const { learnt, seen } = sat;
  const literals = learnt.toArray();
  learnt.length = 1;
  for (let i = 1; i < literals.length; i++) {
    const literal = literals[i] as Literal;
    if (!isImplied(sat, literal)) learnt.push(literal);
  }
  for (let i = 1; i < literals.length; i++) seen[variableOf(literals[i] as Literal)] = 0;
}

function isImplied(sat: Sat, literal: Literal): boolean {
  const reason = sat.reasonOf(literal);
  if (reason === 0) return false;
  if (reason < 0) {
    if (sat.seen[variableOf(causeOf(reason))] === 0) return false;
    sat.proof.useBlock(sat.blocks[variableOf(literal)] as number);
    return true;
  }
  const size = sat.clauses.size(reason);
  for (let i = 0; i < size; i++) {
    const other = sat.clauses.literal(reason, i);
    if (other === not(literal)) continue;
    if (sat.seen[variableOf(other)] === 0 && sat.levelOf(other) > 0) return false;
  }
  sat.proof.useClause(reason);
  useFacts(sat, reason);
  return true;
}

/** Records as premises the literals of a clause that are false at level 0. */
function useFacts(sat: Sat, clause: Clause): void {
  if (!sat.proof.enabled) return;
  const size = sat.clauses.size(clause);
  for (let i = 0; i < size; i++) {
    const literal = sat.clauses.literal(clause, i);
    if (sat.levelOf(literal) === 0) sat.proof.useFact(variableOf(literal));
  }
}

/** The highest level below the asserting literal's: where the learnt clause becomes unit. */
function assertionLevel(sat: Sat): number {
  const { data, length } = sat.learnt;
  let level = 0;
  for (let i = 1; i < length; i++) level = Math.max(level, sat.levelOf(data[i] as Literal));
  return level;
}

/** Which assumptions force a literal to be false: those on the trail from which its negation follows. */
export function assumptionsAgainst(sat: Sat, literal: Literal): Literal[] {
  const { seen, trail } = sat;
  const found: Literal[] = [];
  sat.learnt.clear();
  sat.proof.begin();
  touch(sat, literal);
  const first = sat.level === 0 ? trail.length : sat.levelStarts.at(0);
  for (let index = trail.length - 1; index >= first; index--) {
    const assigned = trail.at(index);
    if (seen[variableOf(assigned)] === 0) continue;
    seen[variableOf(assigned)] = 0;
    if (sat.reasonOf(assigned) === 0) found.push(assigned);
    else touchReason(sat, assigned);
  }
  return found;
}

/** Records why a clause that is false at level 0 cannot hold. */
export function refute(sat: Sat, conflict: Clause): void {
  sat.proof.begin();
  useClause(sat, conflict);
  useFacts(sat, conflict);
}
