import { Rows } from '../solve/rows.ts';

/** Marks a word that says where the row of a relation is. */
const ELSEWHERE = 0x8000_0000;

/**
 * The members of relations. Most relations have one, and that stands in the relation's word; otherwise the word says where the row
 * is: its length and the members, behind all the words. Equal rows are kept once.
 */
export class RelationRows extends Rows {
  readonly values: Uint32Array;

  /** @param values as `RelationEncoder` makes them. */
  constructor(values: Uint32Array) {
    super();
    this.values = values;
  }

  start(relation: number): number {
    const word = this.values[relation] ?? 0;
    return word < ELSEWHERE ? relation : word - ELSEWHERE + 1;
  }

  override only(relation: number): number {
    const word = this.values[relation] ?? 0;
    return word < ELSEWHERE ? word : -1;
  }

  end(relation: number): number {
    const word = this.values[relation] ?? 0;
    if (word < ELSEWHERE) return relation + 1;
    const row = word - ELSEWHERE;
    return row + 1 + (this.values[row] ?? 0);
  }
}

/** The word of a relation with one member. */
export function wordOfOne(member: number): number {
  return member;
}

/** The word of a relation whose row is at that place. */
export function wordOfRow(place: number): number {
  return ELSEWHERE + place;
}
