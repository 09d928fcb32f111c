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

export interface Shape {
  readonly names: number;
  /** Versions per name: at least one, on average half of this. */
  readonly versions: number;
  /** Requirements per version, at most. */
  readonly requirements: number;
  /** Of a requirement's range: how many versions it spans, at most. */
  readonly span: number;
  /** How many versions a name's requirements lag behind what is current, at most; 0: the newest of everything fits together. */
  readonly lag: number;
  readonly seed: number;
}

/** A small, fast generator with a period of 2^32 (mulberry32, Tommy Ettinger). */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * A universe shaped like those of language package managers: many versions per name, and in every version a range of versions for
 * each requirement, drifting with time, so that the newest of everything seldom fits together.
 */
export class ManyVersions implements Universe, UniverseLookup, UniverseText {
  readonly candidateCount: number;
  readonly slotCount: number;
  readonly #slots: Candidate[][] = [];
  readonly #slotOf: Slot[] = [];
  readonly #depends: Relation[][] = [];
  readonly #members: Candidate[][] = [];
  readonly #texts: string[] = [];
  readonly #known = new Map<number, Relation>();
  readonly depends = new ListedRows((candidate) => this.#depends[candidate] ?? []);
  readonly recommends = new ListedRows(() => []);
  readonly conflicts = new ListedRows(() => []);
  readonly members = new ListedRows((relation) => this.#members[relation] ?? []);

  constructor(shape: Shape) {
    const below = random(shape.seed);
    for (let slot = 0; slot < shape.names; slot++) this.#addSlot(1 + below(shape.versions));
    this.slotCount = this.#slots.length;
    this.candidateCount = this.#slotOf.length;
    for (let slot = 0; slot < this.slotCount; slot++) this.#addRequirements(slot, shape, below);
  }

  get relationCount(): number {
    return this.#members.length;
  }

  slotOf(candidate: Candidate): Slot {
    return this.#slotOf[candidate] ?? 0;
  }

  candidatesOf(slot: Slot): readonly Candidate[] {
    return this.#slots[slot] ?? [];
  }

  named(name: string): readonly Candidate[] {
    return this.candidatesOf(Number(name.slice(1)));
  }

  providersOf(): readonly Candidate[] {
    return [];
  }

  standardOf(): readonly Candidate[] {
    return [];
  }

  inRange(candidate: Candidate, range: string): boolean {
    return `=${this.versionOf(candidate)}` === range;
  }

  kindOf(): PackageKind {
    return 'package';
  }

  nameOf(candidate: Candidate): string {
    return `n${this.slotOf(candidate)}`;
  }

  versionOf(candidate: Candidate): string {
    const versions = this.candidatesOf(this.slotOf(candidate));
    return String(versions.length - versions.indexOf(candidate));
  }

  architectureOf(): string {
    return 'any';
  }

  repositoryOf(): string {
    return 'generated';
  }

  relationText(relation: Relation): string {
    return this.#texts[relation] ?? '';
  }

  downloadBytes(): number {
    return 1;
  }

  installedBytes(): number {
    return 1;
  }

  #addSlot(versions: number): void {
    const candidates: Candidate[] = [];
    for (let i = 0; i < versions; i++) candidates.push(this.#slotOf.push(this.#slots.length) - 1);
    this.#slots.push(candidates);
  }

  /** All versions of a name require the same (earlier) names; the newer the version, the newer what it wants of them. */
  #addRequirements(slot: Slot, shape: Shape, below: (n: number) => number): void {
    const versions = this.candidatesOf(slot);
    const count = slot === 0 ? 0 : below(shape.requirements + 1);
    const names = Array.from({ length: count }, () =>
      below(3) === 0 ? below(slot) : slot - 1 - below(Math.min(slot, 40)),
    );
    const lag = below(shape.lag + 1);
    for (const [index, candidate] of versions.entries()) {
      const age = index / versions.length;
      this.#depends[candidate] = names.map((other) => {
        const { length } = this.candidatesOf(other);
        const from = Math.min(length - 1, Math.floor(age * length) + below(lag + 1));
        return this.#intern(other, from, Math.min(length, from + 1 + below(shape.span)));
      });
    }
  }

  /** The versions of a name from the `from`-th newest to before the `to`-th. */
  #intern(slot: Slot, from: number, to: number): Relation {
    const key = (slot * 1024 + from) * 1024 + to;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.#members.length);
    const members = this.candidatesOf(slot).slice(from, to);
    this.#texts.push(`n${slot} ${this.versionOf(members.at(-1) ?? 0)}:${this.versionOf(members[0] ?? 0)}`);
    return this.#members.push(members) - 1;
  }
}
