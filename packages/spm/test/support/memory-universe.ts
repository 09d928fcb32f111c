import { SCHEMES, parseProvision, parseRange, parseRequirement, satisfies } from '@mpkg/manifest';
import type { Alternative } from '@mpkg/manifest';
import type {
  Candidate,
  PackageKind,
  Relation,
  Slot,
  Universe,
  UniverseLookup,
  UniverseText,
} from '../../src/solve/universe.ts';
import { ListedRows } from './listed-rows.ts';

/** A package version as a test writes it; requirements in the grammar of manifests. */
export interface PackageSpec {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly architecture?: string;
  /** Versions in different series may be installed side by side. */
  readonly series?: string;
  readonly kind?: PackageKind;
  /** For an abstract package: the provider that is taken unless the user says otherwise. */
  readonly standard?: string;
  readonly depends?: readonly string[];
  readonly recommends?: readonly string[];
  readonly conflicts?: readonly string[];
  readonly provides?: readonly string[];
  readonly replaces?: readonly string[];
  readonly bytes?: number;
}

const NATIVE = 'amd64';
const INDEPENDENT = 'all';
const { compare } = SCHEMES.debian;

/** A universe of a few (or a few hundred thousand) packages, built from specifications; repositories are ranked as they come. */
export class MemoryUniverse implements Universe, UniverseLookup, UniverseText {
  readonly candidateCount: number;
  readonly slotCount: number;
  readonly #specs: readonly PackageSpec[];
  readonly #slots: Candidate[][] = [];
  readonly #slotOf: Slot[] = [];
  readonly #byName = new Map<string, Candidate[]>();
  readonly #byProvided = new Map<string, { candidate: Candidate; version: string | undefined }[]>();
  readonly #relations: Relations;
  readonly depends: ListedRows;
  readonly recommends: ListedRows;
  readonly conflicts: ListedRows;
  readonly members: ListedRows;
  readonly #successors = new Map<Candidate, Candidate[]>();

  constructor(specs: readonly PackageSpec[]) {
    this.#specs = specs;
    this.candidateCount = specs.length;
    this.#indexNames();
    this.#indexSlots();
    this.slotCount = this.#slots.length;
    this.#relations = new Relations((alternative, architecture) =>
      this.#membersOf(alternative, architecture),
    );
    const intern = (texts: readonly string[] | undefined, spec: PackageSpec): Relation[] =>
      (texts ?? []).map((text) => this.#relations.intern(text, spec.architecture ?? NATIVE));
    const rows = (key: 'depends' | 'recommends' | 'conflicts'): ListedRows => {
      const lists = specs.map((spec) => intern(spec[key], spec));
      return new ListedRows((candidate) => at(lists, candidate));
    };
    this.depends = rows('depends');
    this.recommends = rows('recommends');
    this.conflicts = rows('conflicts');
    this.members = new ListedRows((relation) => this.#relations.members(relation));
    this.#indexSuccessors();
  }

  get relationCount(): number {
    return this.#relations.count;
  }

  slotOf(candidate: Candidate): Slot {
    return at(this.#slotOf, candidate);
  }

  candidatesOf(slot: Slot): readonly Candidate[] {
    return at(this.#slots, slot);
  }

  successorsOf(candidate: Candidate): readonly Candidate[] {
    return this.#successors.get(candidate) ?? [];
  }

  named(name: string, architecture: string = NATIVE): readonly Candidate[] {
    return (this.#byName.get(name) ?? []).filter((candidate) => this.#runsOn(candidate, architecture));
  }

  providersOf(name: string, architecture: string = NATIVE): readonly Candidate[] {
    const abstract = this.named(name, architecture).filter(
      (candidate) => this.kindOf(candidate) === 'abstract',
    );
    const listed = abstract.flatMap((candidate) =>
      this.depends.of(candidate).flatMap((relation) => this.members.of(relation)),
    );
    const providing = (this.#byProvided.get(name) ?? []).map(({ candidate }) => candidate);
    return [...new Set([...listed, ...providing])].filter(
      (candidate) => this.nameOf(candidate) !== name && this.#runsOn(candidate, architecture),
    );
  }

  standardOf(name: string, architecture: string = NATIVE): readonly Candidate[] {
    const standard = this.named(name, architecture).flatMap(
      (candidate) => at(this.#specs, candidate).standard ?? [],
    )[0];
    return standard === undefined ? [] : this.named(standard, architecture);
  }

  inRange(candidate: Candidate, range: string): boolean {
    return satisfies(parseRange(range, 'debian'), this.versionOf(candidate));
  }

  kindOf(candidate: Candidate): PackageKind {
    return at(this.#specs, candidate).kind ?? 'package';
  }

  nameOf(candidate: Candidate): string {
    return at(this.#specs, candidate).name;
  }

  versionOf(candidate: Candidate): string {
    return at(this.#specs, candidate).version;
  }

  architectureOf(candidate: Candidate): string {
    return at(this.#specs, candidate).architecture ?? NATIVE;
  }

  repositoryOf(candidate: Candidate): string {
    return at(this.#specs, candidate).repository;
  }

  relationText(relation: Relation): string {
    return this.#relations.text(relation);
  }

  downloadBytes(candidate: Candidate): number {
    return at(this.#specs, candidate).bytes ?? 0;
  }

  installedBytes(candidate: Candidate): number {
    return this.downloadBytes(candidate) * 2;
  }

  #runsOn(candidate: Candidate, architecture: string): boolean {
    const own = this.architectureOf(candidate);
    return own === architecture || own === INDEPENDENT || architecture === 'any';
  }

  #indexNames(): void {
    for (const [candidate, spec] of this.#specs.entries()) {
      push(this.#byName, spec.name, candidate);
      for (const text of spec.provides ?? []) {
        const { name, version } = parseProvision(text, 'debian');
        push(this.#byProvided, name, { candidate, version });
      }
    }
    const ranks = new Map(
      [...new Set(this.#specs.map(({ repository }) => repository))].map((name, rank) => [name, rank]),
    );
    const rank = (candidate: Candidate): number => ranks.get(this.repositoryOf(candidate)) ?? 0;
    for (const candidates of this.#byName.values()) {
      candidates.sort((a, b) => compare(this.versionOf(b), this.versionOf(a)) || rank(a) - rank(b));
    }
  }

  #indexSlots(): void {
    const slots = new Map<string, Candidate[]>();
    for (const candidates of this.#byName.values()) {
      for (const candidate of candidates) {
        const { name, series = '' } = at(this.#specs, candidate);
        push(slots, `${name}:${this.architectureOf(candidate)}:${series}`, candidate);
      }
    }
    for (const candidates of slots.values()) {
      for (const candidate of candidates) this.#slotOf[candidate] = this.#slots.length;
      this.#slots.push(candidates);
    }
  }

  #indexSuccessors(): void {
    for (const [successor, spec] of this.#specs.entries()) {
      for (const text of spec.replaces ?? []) {
        const relation = this.#relations.intern(text, spec.architecture ?? NATIVE);
        for (const candidate of this.members.of(relation)) {
          if (this.nameOf(candidate) !== spec.name) push(this.#successors, candidate, successor);
        }
      }
    }
    for (const successors of this.#successors.values()) {
      successors.sort((a, b) => (a === b ? 0 : compare(this.versionOf(b), this.versionOf(a))));
    }
  }

  #membersOf({ name, architecture, range }: Alternative, requiring: string): Candidate[] {
    const wanted = architecture ?? (requiring === INDEPENDENT ? NATIVE : requiring);
    const carriers = this.named(name, wanted).filter((candidate) =>
      satisfies(range, this.versionOf(candidate)),
    );
    const unbounded = range.intervals.some(({ min, max }) => min === undefined && max === undefined);
    const providers = (this.#byProvided.get(name) ?? [])
      .filter(({ version }) => (version === undefined ? unbounded : satisfies(range, version)))
      .map(({ candidate }) => candidate)
      .filter((candidate) => this.#runsOn(candidate, wanted));
    return [...new Set([...carriers, ...providers])];
  }
}

type Lookup = (alternative: Alternative, architecture: string) => Candidate[];

/** Interned requirements; members are looked up when they are first asked for. */
class Relations {
  readonly #lookUp: Lookup;
  readonly #texts: string[] = [];
  readonly #architectures: string[] = [];
  readonly #known = new Map<string, Relation>();
  readonly #members: (readonly Candidate[])[] = [];

  constructor(lookUp: Lookup) {
    this.#lookUp = lookUp;
  }

  get count(): number {
    return this.#texts.length;
  }

  intern(text: string, architecture: string): Relation {
    const key = `${architecture}\0${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.#texts.length);
    this.#architectures.push(architecture);
    return this.#texts.push(text) - 1;
  }

  text(relation: Relation): string {
    return at(this.#texts, relation);
  }

  members(relation: Relation): readonly Candidate[] {
    return (this.#members[relation] ??= this.#resolve(relation));
  }

  #resolve(relation: Relation): Candidate[] {
    const { alternatives } = parseRequirement(this.text(relation), 'debian');
    return alternatives.flatMap((alternative) =>
      this.#lookUp(alternative, at(this.#architectures, relation)),
    );
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
}
