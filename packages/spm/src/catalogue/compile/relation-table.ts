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

/** The relations of one kind of statement, by their texts. */
class Statements {
  readonly relations = new Map<RequirementText, number>();
  readonly statement: Statement;

  constructor(statement: Statement) {
    this.statement = statement;
  }
}

/** Numbers requirements, told apart by text and statement, in the order in which they first appear. */
export class RelationTable {
  readonly #statements: Statements[] = [];
  readonly #texts: RequirementText[] = [];
  /** By relation: which of the statements it belongs to. */
  readonly #places = new GrowableUint32();

  get length(): number {
    return this.#places.length;
  }

  /** The relations of requirements that are stated in one way. */
  numbersOf(statement: Statement): (text: RequirementText) => number {
    const place = this.#placeOf(statement);
    const { relations } = this.#statements[place] ?? this.#add(statement);
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

  textOf(relation: number): RequirementText {
    return this.#texts[relation] ?? '';
  }

  statementOf(relation: number): Statement {
    const statements = this.#statements[this.#places.at(relation)];
    if (statements === undefined) throw new RangeError(`there is no relation ${relation}`);
    return statements.statement;
  }

  #placeOf({ grammar, architecture, isConflict }: Statement): number {
    const place = this.#statements.findIndex(
      ({ statement }) =>
        statement.grammar === grammar &&
        statement.architecture === architecture &&
        statement.isConflict === isConflict,
    );
    return place < 0 ? this.#statements.length : place;
  }

  #add(statement: Statement): Statements {
    const statements = new Statements(statement);
    this.#statements.push(statements);
    return statements;
  }
}
