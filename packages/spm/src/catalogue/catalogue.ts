import { nearest, rangeMeantIn, satisfies, type Range } from '@mpkg/manifest';
import type { Candidate, PackageKind, Relation, UniverseLookup, UniverseText } from '../solve/universe.ts';
import { nameOnCard, parseCard, type Card } from './card.ts';
import type { RepositoryEntry } from './file/layout.ts';
import type { CandidateDetails, MultiArch } from './record.ts';
import { namesOf, searchNames } from './search.ts';
import { lowerBound } from './sorted-names.ts';
import { SparseRows } from './sparse-rows.ts';
import { CatalogueUniverse } from './universe.ts';

const ALL = 'all';
const SERVES_OTHERS: ReadonlySet<string> = new Set(['foreign', 'everywhere'] satisfies MultiArch[]);

/**
 * The compiled repositories, ready to be asked. A part of the file that turns out to be damaged when it is needed throws
 * `catalogue-corrupt`: the file is then to be compiled again.
 */
export class Catalogue extends CatalogueUniverse implements UniverseLookup, UniverseText {
  readonly #cards = new Map<Candidate, Card>();
  readonly #relationTexts = new Map<Relation, string>();
  /** Names that were looked at on the way to others: each look-up begins with the same few. */
  readonly #names = new Map<Candidate, string>();
  /** Null for a range of another scheme. */
  readonly #ranges = new Map<string, Range | null>();

  /** By rank. */
  get repositories(): readonly RepositoryEntry[] {
    return this.reader.directory.repositories;
  }

  /** The native one first. */
  get architectures(): readonly string[] {
    return this.reader.directory.architectures;
  }

  named(name: string, architecture = this.#native): Candidate[] {
    return this.carriersOf(name).filter((candidate) => this.#isFor(candidate, architecture));
  }

  /** The candidates that carry the name in any architecture, in the order of `candidatesOf`, slot by slot. */
  carriersOf(name: string): Candidate[] {
    const found: Candidate[] = [];
    for (let candidate = this.#firstFrom(name); candidate < this.candidateCount; candidate++) {
      if (this.#nameAt(candidate) !== name) break;
      found.push(candidate);
    }
    return found;
  }

  /** Names that begin so, in order, at most `limit`. */
  namesBeginning(prefix: string, limit: number): string[] {
    const names: string[] = [];
    for (let candidate = this.#firstFrom(prefix); candidate < this.candidateCount; candidate++) {
      const name = this.#nameAt(candidate);
      if (!name.startsWith(prefix) || names.length === limit) break;
      if (names.at(-1) !== name) names.push(name);
    }
    return names;
  }

  providersOf(name: string, architecture = this.#native): Candidate[] {
    return this.#provided('providers', name, architecture);
  }

  standardOf(name: string, architecture = this.#native): Candidate[] {
    return this.#provided('standards', name, architecture);
  }

  /** A range of another scheme than the candidate's has it outside. Throws `range-invalid` of the manifest package. */
  inRange(candidate: Candidate, range: string): boolean {
    const { repository, version } = this.cardOf(candidate);
    const scheme = this.repositories[repository]?.scheme ?? 'debian';
    const key = `${scheme} ${range}`;
    let parsed = this.#ranges.get(key);
    if (parsed === undefined) this.#ranges.set(key, (parsed = rangeMeantIn(range, scheme) ?? null));
    return parsed !== null && satisfies(parsed, version);
  }

  kindOf(candidate: Candidate): PackageKind {
    return this.cardOf(candidate).kind;
  }

  nameOf(candidate: Candidate): string {
    return this.cardOf(candidate).name;
  }

  versionOf(candidate: Candidate): string {
    return this.cardOf(candidate).version;
  }

  architectureOf(candidate: Candidate): string {
    return this.cardOf(candidate).architecture;
  }

  repositoryOf(candidate: Candidate): string {
    return this.repositories[this.cardOf(candidate).repository]?.name ?? '';
  }

  relationText(relation: Relation): string {
    let text = this.#relationTexts.get(relation);
    if (text === undefined) {
      text = this.reader.line('relationTexts', relation);
      this.#relationTexts.set(relation, text);
    }
    return text;
  }

  /** Reads what will be asked of these one by one: the cards and the texts, each in the order of the file, where neighbours come together. */
  readAhead(candidates: readonly Candidate[], relations: readonly Relation[]): void {
    const cards = new Uint32Array(candidates).sort();
    for (let at = 0, end = candidates.length; at < end; at++) this.cardOf(cards[at] as Candidate);
    const texts = new Uint32Array(relations).sort();
    for (let at = 0, end = relations.length; at < end; at++) this.relationText(texts[at] as Relation);
  }

  downloadBytes(candidate: Candidate): number {
    return this.cardOf(candidate).downloadBytes;
  }

  installedBytes(candidate: Candidate): number {
    return this.cardOf(candidate).installedBytes;
  }

  /** What is shown of a candidate in one line, and how it is to be treated. */
  cardOf(candidate: Candidate): Card {
    let card = this.#cards.get(candidate);
    if (card === undefined) {
      card = parseCard(this.reader.line('cards', candidate));
      this.#cards.set(candidate, card);
    }
    return card;
  }

  /** What the repository says of it besides its relations. */
  detailsOf(candidate: Candidate): CandidateDetails {
    const { detailsOffset, detailsLength } = this.cardOf(candidate);
    return JSON.parse(this.reader.details(detailsOffset, detailsLength)) as CandidateDetails;
  }

  /** The names whose text holds all words, the most likely first; see `searchNames`. */
  search(words: readonly string[]): string[] {
    return searchNames(this.#searchText(), words);
  }

  /** Up to three names most like a mistyped one. */
  near(name: string): readonly string[] {
    return nearest(name, namesOf(this.#searchText()));
  }

  /** Ends the use of the file; what was read stays usable. */
  close(): void {
    this.reader.close();
  }

  get #native(): string {
    return this.architectures[0] ?? ALL;
  }

  #nameAt(candidate: Candidate): string {
    let name = this.#names.get(candidate);
    if (name === undefined) {
      name = nameOnCard(this.reader.line('cards', candidate));
      this.#names.set(candidate, name);
    }
    return name;
  }

  #firstFrom(name: string): Candidate {
    return lowerBound(this.candidateCount, (candidate) => this.#nameAt(candidate), name);
  }

  #searchText(): Buffer {
    const { buffer, byteOffset, length } = this.reader.section('searchText');
    return Buffer.from(buffer, byteOffset, length);
  }

  /** In the order of preference, those of the architecture before those that serve it from another. */
  #provided(section: 'providers' | 'standards', name: string, architecture: string): Candidate[] {
    const { providedNameCount } = this.reader.directory;
    const nameAt = (index: number): string => this.reader.line('providedNames', index);
    const index = lowerBound(providedNameCount, nameAt, name);
    if (index === providedNameCount || nameAt(index) !== name) return [];
    const candidates = new SparseRows(this.reader.section(section)).of(index);
    const own = candidates.filter((candidate) => this.#isFor(candidate, architecture));
    const others = candidates.filter(
      (candidate) => !own.includes(candidate) && SERVES_OTHERS.has(this.cardOf(candidate).multiArch),
    );
    return [...own, ...others].filter((candidate) => this.nameOf(candidate) !== name);
  }

  #isFor(candidate: Candidate, architecture: string): boolean {
    const own = this.cardOf(candidate).architecture;
    return own === architecture || own === ALL;
  }
}
