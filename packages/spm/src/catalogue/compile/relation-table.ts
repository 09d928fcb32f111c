import { GrowableUint32 } from '../columns/growable.ts';
import { Numbering } from '../columns/numbering.ts';
import type { RequirementGrammar, RequirementText } from '../record.ts';

/** Who states a requirement: the same text may be satisfied by others elsewhere. */
export interface Statement {
  readonly grammar: RequirementGrammar;
  /** The number of the architecture of those who state it. */
  readonly architecture: number;
  /** A conflict regards every architecture. */
  readonly isConflict: boolean;
}

/** The requirements of one kind of statement: each text's relation. */
class Statements {
  readonly texts = new Numbering();
  readonly relations = new GrowableUint32();
  readonly statement: Statement;

  constructor(statement: Statement) {
    this.statement = statement;
  }
}

/** Numbers requirements, told apart by text and statement, in the order in which they first appear. */
export class RelationTable {
  readonly #statements: Statements[] = [];
  /** By relation: where it is, and which text it has there. */
  readonly #places = new GrowableUint32();
  readonly #texts = new GrowableUint32();

  get length(): number {
    return this.#places.length;
  }

  /** The relations of requirements that are stated in one way. */
  numbersOf(statement: Statement): (text: RequirementText) => number {
    const place = this.#placeOf(statement);
    const { texts, relations } = this.#statements[place] ?? this.#add(statement);
    return (requirement) => {
      const text = texts.of(requirement);
      if (text === relations.length) {
        relations.push(this.length);
        this.#places.push(place);
        this.#texts.push(text);
      }
      return relations.at(text);
    };
  }

  textOf(relation: number): RequirementText {
    return this.#at(relation).texts.text(this.#texts.at(relation));
  }

  statementOf(relation: number): Statement {
    return this.#at(relation).statement;
  }

  #at(relation: number): Statements {
    const statements = this.#statements[this.#places.at(relation)];
    if (statements === undefined) throw new RangeError(`there is no relation ${relation}`);
    return statements;
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
