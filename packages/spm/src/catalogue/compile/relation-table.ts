import { GrowableUint32 } from '../columns/growable.ts';
import type { RequirementGrammar, RequirementText } from '../record.ts';

/** Who states a requirement: the same text may be satisfied by others elsewhere. */
export interface Statement {
  readonly grammar: RequirementGrammar;
  /** The number of the architecture of those who state it. */
  readonly architecture: number;
  /** A conflict regards every architecture. */
  readonly isConflict: boolean;
}

/** The relations that are stated in one way, by their texts. */
interface Stated {
  readonly statement: Statement;
  relations: Map<RequirementText, number>;
}

/** Numbers requirements, told apart by text and statement, in the order in which they first appear. */
export class RelationTable {
  readonly #stated: Stated[] = [];
  readonly #texts: RequirementText[] = [];
  /** By relation: the way in which it is stated. */
  readonly #places = new GrowableUint32();

  get length(): number {
    return this.#places.length;
  }

  /** The relations of requirements that are stated in one way. */
  numbersOf(statement: Statement): (text: RequirementText) => number {
    const place = this.#placeOf(statement);
    const { relations } = (this.#stated[place] ??= { statement, relations: new Map() });
    return (text) => {
      const known = relations.get(text);
      if (known !== undefined) return known;
      const relation = this.length;
      relations.set(text, relation);
      this.#texts.push(text);
      this.#places.push(place);
      return relation;
    };
  }

  /** Gives the memory back that only numbering takes: there are no relations to come. */
  seal(): void {
    for (const stated of this.#stated) stated.relations = new Map();
  }

  textOf(relation: number): RequirementText {
    return this.#texts[relation] ?? '';
  }

  statementOf(relation: number): Statement {
    const stated = this.#stated[this.#places.at(relation)];
    if (stated === undefined) throw new RangeError(`there is no relation ${relation}`);
    return stated.statement;
  }

  #placeOf({ grammar, architecture, isConflict }: Statement): number {
    const place = this.#stated.findIndex(
      ({ statement }) =>
        statement.grammar === grammar &&
        statement.architecture === architecture &&
        statement.isConflict === isConflict,
    );
    return place < 0 ? this.#stated.length : place;
  }
}
