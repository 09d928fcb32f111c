import { SCHEMES, satisfies, type Range, type SchemeName } from '@mpkg/manifest';
import type { Alternative } from '../record.ts';
import { schemeOfAll, type Arrangement } from './arrange.ts';
import type { CandidateTable } from './candidate-table.ts';
import type { ProvisionsByName } from './providers.ts';
import type { Statement } from './relation-table.ts';
import { serves } from './serves.ts';

/** Finds the members of relations: every comparison of versions and every provider is settled here, once. */
export class Resolver {
  readonly #table: CandidateTable;
  readonly #arrangement: Arrangement;
  readonly #provisions: ProvisionsByName;

  /** The relation in hand, counted from 1, and by candidate the last one of which it became a member. */
  #round = 0;
  readonly #addedFor: Uint32Array;
  readonly #members: number[] = [];
  /** Of one alternative; used again for the next, as the lists above are for the next relation. */
  readonly #found: number[] = [];

  constructor(table: CandidateTable, arrangement: Arrangement, provisions: ProvisionsByName) {
    this.#table = table;
    this.#arrangement = arrangement;
    this.#provisions = provisions;
    this.#addedFor = new Uint32Array(arrangement.order.length);
  }

  /** The candidates that satisfy a relation, in order of preference; valid until the next is resolved. */
  resolve(relation: number): readonly number[] {
    const { relations, names } = this.#table;
    const statement = relations.statementOf(relation);
    this.#round = relation + 1;
    this.#members.length = 0;
    for (const alternative of statement.grammar(relations.textOf(relation))) {
      const name = names.find(alternative.name);
      if (name >= 0) {
        this.#addCarriers(name, alternative, statement);
        this.#addProviders(name, alternative, statement);
      }
    }
    return this.#members;
  }

  #addCarriers(name: number, alternative: Alternative, statement: Statement): void {
    const { nameStarts, nameEnds } = this.#arrangement;
    const found = this.#found;
    found.length = 0;
    for (let number = nameStarts[name] ?? 0; number < (nameEnds[name] ?? 0); number++) {
      const candidate = this.#arrival(number);
      if (this.#table.unfilled.has(candidate)) continue;
      const version = alternative.range && this.#table.versionOf(candidate);
      if (this.#matches(candidate, version, alternative, statement)) found.push(number);
    }
    this.#sortCarriers(found, statement);
    this.#addNew(found);
  }

  #addProviders(name: number, alternative: Alternative, statement: Statement): void {
    const { provisions } = this.#table;
    const found = this.#found;
    found.length = 0;
    for (const provision of this.#provisions[name] ?? []) {
      const candidate = provisions.candidateOf(provision);
      const version = alternative.range && provisions.versionOf(provision);
      if (this.#matches(candidate, version, alternative, statement)) found.push(this.#number(candidate));
    }
    this.#sortProviders(found, statement);
    this.#addNew(found);
  }

  #matches(
    candidate: number,
    version: string | undefined,
    { range, architecture }: Alternative,
    statement: Statement,
  ): boolean {
    if (!serves(this.#table, candidate, statement, architecture)) return false;
    return (
      range === undefined ||
      (version !== undefined && admits(range, version, this.#table.schemeOf(candidate)))
    );
  }

  /** A name's candidates are in order within a slot; several slots are brought together here. */
  #sortCarriers(numbers: number[], statement: Statement): void {
    if (numbers.length < 2) return;
    const scheme = schemeOfAll(
      this.#table,
      numbers.map((number) => this.#arrival(number)),
    );
    numbers.sort((a, b) => {
      const [first, second] = [this.#arrival(a), this.#arrival(b)];
      return (
        this.#distance(a, statement) - this.#distance(b, statement) ||
        scheme.compare(this.#table.versionOf(second), this.#table.versionOf(first)) ||
        this.#table.rankOf(first) - this.#table.rankOf(second) ||
        a - b
      );
    });
  }

  #sortProviders(numbers: number[], statement: Statement): void {
    numbers.sort((a, b) => this.#distance(a, statement) - this.#distance(b, statement));
  }

  #addNew(numbers: readonly number[]): void {
    for (const number of numbers) {
      if (this.#addedFor[number] === this.#round) continue;
      this.#addedFor[number] = this.#round;
      this.#members.push(number);
    }
  }

  /** 0 for a candidate of the architecture that asks, 1 for others. */
  #distance(number: number, statement: Statement): number {
    return Number(this.#table.architectureOf(this.#arrival(number)) !== statement.architecture);
  }

  #arrival(number: number): number {
    return this.#arrangement.order[number] ?? 0;
  }

  #number(arrival: number): number {
    return this.#arrangement.numberOf[arrival] ?? 0;
  }
}

/** A range is read in the scheme of who states it: a version that is none in that scheme lies outside. */
function admits(range: Range, version: string, scheme: SchemeName): boolean {
  if (range.scheme !== scheme && SCHEMES[range.scheme].problem(version) !== undefined) return false;
  return satisfies(range, version);
}
