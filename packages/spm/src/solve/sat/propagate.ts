import { CLAUSE_HEADER, type Clause } from './clauses.ts';
import { type Literal, isNegative, negative, positive, variableOf } from './literals.ts';
import { type Sat, becauseOf } from './sat.ts';

/** Adds the clauses of a variable that has just become true for the first time; returns a clause that is false, else 0. */
export type Expand = (variable: number) => Clause;

/** Unit propagation to the fixed point. Returns a clause that is false, or 0. */
export function propagate(sat: Sat, expand: Expand): Clause {
  const { trail } = sat;
  while (sat.propagated < trail.length) {
    const literal = trail.data[sat.propagated++] as Literal;
    const variable = variableOf(literal);
    let conflict = visitWatchers(sat, literal ^ 1);
    if (conflict === 0 && sat.blocks[variable] !== 0) conflict = visitBlock(sat, literal);
    if (conflict === 0 && (literal & 1) === 0 && sat.expandable[variable] === 1) {
      sat.expandable[variable] = 0;
      conflict = expand(variable);
    }
    if (conflict !== 0) return conflict;
  }
  return 0;
}

/** Every clause that watches the literal, which is false now, finds another to watch, becomes unit, or is the conflict. */
function visitWatchers(sat: Sat, falsified: Literal): Clause {
  const { values } = sat;
  const { heads } = sat.clauses;
  const arena = sat.clauses.arena.data;
  let link = -1;
  let entry = heads[falsified] as number;
  while (entry !== 0) {
    const clause = entry >> 1;
    const position = entry & 1;
    const nextLink = clause + 2 + position;
    const next = arena[nextLink] as number;
    const other = arena[clause + CLAUSE_HEADER + 1 - position] as Literal;
    if ((values[other] as number) <= 0) {
      const place = arena[clause] === 2 ? 0 : findUnfalsified(arena, values, clause);
      if (place !== 0) {
        const literal = arena[place] as Literal;
        arena[place] = falsified;
        arena[clause + CLAUSE_HEADER + position] = literal;
        arena[nextLink] = heads[literal] as number;
        heads[literal] = entry;
        if (link < 0) heads[falsified] = next;
        else arena[link] = next;
        entry = next;
        continue;
      }
      if ((values[other] as number) < 0) return clause;
      sat.assign(other, clause);
    }
    link = nextLink;
    entry = next;
  }
  return 0;
}

/** The arena index of an unwatched literal of the clause that is not false; 0 when there is none. */
function findUnfalsified(arena: Int32Array, values: Int8Array, clause: Clause): number {
  const end = clause + CLAUSE_HEADER + (arena[clause] as number);
  for (let i = clause + CLAUSE_HEADER + 2; i < end; i++) {
    if ((values[arena[i] as Literal] as number) >= 0) return i;
  }
  return 0;
}

/** Of a variable in a slot: at most one candidate of a slot; a candidate fills its slot; an empty slot has no candidate. */
function visitBlock(sat: Sat, literal: Literal): Clause {
  const variable = variableOf(literal);
  const block = sat.blocks[variable] as number;
  if (isNegative(literal)) return variable === block ? excludeOthers(sat, literal, block) : 0;
  if (variable === block) return 0;
  const filled = positive(block);
  if (sat.valueOf(filled) < 0) return sat.clauses.scratch(negative(variable), filled);
  if (sat.valueOf(filled) === 0) sat.assign(filled, becauseOf(literal));
  return excludeOthers(sat, literal, block);
}

function excludeOthers(sat: Sat, cause: Literal, block: number): Clause {
  const chosen = variableOf(cause);
  const last = block + (sat.blockSizes[block] as number);
  for (let candidate = block + 1; candidate <= last; candidate++) {
    if (candidate === chosen) continue;
    const value = sat.valueOf(positive(candidate));
    if (value > 0) return sat.clauses.scratch(cause ^ 1, negative(candidate));
    if (value === 0) sat.assign(negative(candidate), becauseOf(cause));
  }
  return 0;
}
