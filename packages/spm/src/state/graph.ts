import { idOf, type Package, type PackageId } from '../package/package.ts';
import {
  answersOf,
  RequirementReader,
  satisfiesAlternative,
  type Alternative,
  type Answer,
} from './requirements.ts';
import type { StateStore } from './store.ts';

/** A requirement that nothing satisfies, or a conflict with something present. */
export interface Breach {
  readonly id: PackageId;
  readonly kind: 'depends' | 'conflicts';
  /** The requirement as its repository wrote it. */
  readonly requirement: string;
}

interface Provider {
  readonly id: PackageId;
  readonly package: Package;
  readonly answer: Answer;
}

/** A set of packages and what they need of each other. */
export class PackageGraph {
  readonly packages: ReadonlyMap<PackageId, Package>;
  readonly #providers = new Map<string, Provider[]>();
  readonly #reader: RequirementReader;
  /** By requirement, and by what else of the dependent decides: its architecture, grammar and scheme. */
  readonly #satisfying = new Map<string, readonly PackageId[]>();

  /** @param reader shared by graphs of mostly the same packages */
  constructor(packages: Iterable<Package>, reader = new RequirementReader()) {
    this.#reader = reader;
    this.packages = new Map(Array.from(packages, (found) => [idOf(found), found]));
    for (const [id, found] of this.packages) {
      for (const answer of answersOf(found)) {
        const others = this.#providers.get(answer.name);
        if (others === undefined) this.#providers.set(answer.name, [{ id, package: found, answer }]);
        else others.push({ id, package: found, answer });
      }
    }
  }

  /** The packages that answer to a name, the one that carries it first. */
  answering(name: string): PackageId[] {
    return (this.#providers.get(name) ?? [])
      .toSorted((a, b) => Number(b.package.name === name) - Number(a.package.name === name))
      .map(({ id }) => id);
  }

  /** A graph of other packages that reads requirements as this one did. */
  of(packages: Iterable<Package>): PackageGraph {
    return new PackageGraph(packages, this.#reader);
  }

  /** The packages that satisfy a requirement of `dependent`, in order of preference. */
  satisfying(requirement: string, dependent: Package): readonly PackageId[] {
    const { architecture, relations } = dependent;
    const key = `${architecture} ${relations.grammar} ${relations.scheme} ${requirement}`;
    let found = this.#satisfying.get(key);
    if (found === undefined) {
      const alternatives = this.#reader.alternatives(requirement, relations);
      found = alternatives.flatMap((alternative) => this.#fitting(alternative, dependent));
      this.#satisfying.set(key, found);
    }
    return found;
  }

  /** What the package needs and has: for each requirement the preferred one that satisfies it. */
  needs(dependent: Package): PackageId[] {
    return dependent.relations.depends.flatMap((text) => this.satisfying(text, dependent).slice(0, 1));
  }

  /** Every package, what is needed before what needs it; members of a cycle in the order they are met. */
  byNeed(): PackageId[] {
    const order = new Set<PackageId>();
    const entered = new Set<PackageId>();
    const visit = (id: PackageId): void => {
      const found = this.packages.get(id);
      if (found === undefined || entered.has(id)) return;
      entered.add(id);
      for (const need of this.needs(found)) visit(need);
      order.add(id);
    };
    for (const id of this.packages.keys()) visit(id);
    return [...order];
  }

  /** What does not hold, sorted by id. */
  breaches(): Breach[] {
    return [...this.packages]
      .flatMap(([id, found]) => this.#breachesOf(id, found))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The packages that cannot be reached from `roots` by what packages need. Every satisfied alternative keeps. */
  unreachable(roots: Iterable<PackageId>): PackageId[] {
    const reached = new Set<PackageId>();
    const waiting = [...roots];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const found = this.packages.get(id);
      if (found === undefined || reached.has(id)) continue;
      reached.add(id);
      waiting.push(...found.relations.depends.flatMap((text) => this.satisfying(text, found)));
    }
    return [...this.packages.keys()].filter((id) => !reached.has(id));
  }

  #breachesOf(id: PackageId, found: Package): Breach[] {
    const { depends, conflicts } = found.relations;
    const unmet = depends.filter((text) => this.satisfying(text, found).length === 0);
    const clashing = conflicts.filter((text) => this.satisfying(text, found).some((other) => other !== id));
    return [
      ...unmet.map((requirement): Breach => ({ id, kind: 'depends', requirement })),
      ...clashing.map((requirement): Breach => ({ id, kind: 'conflicts', requirement })),
    ];
  }

  #fitting(alternative: Alternative, dependent: Package): PackageId[] {
    return (this.#providers.get(alternative.name) ?? [])
      .filter((one) => satisfiesAlternative(alternative, one.answer, one.package, dependent))
      .map(({ id }) => id);
  }
}

/** Everything installed in a tree, and what it needs. */
export function graphOf(store: StateStore): PackageGraph {
  return new PackageGraph([...store.installed().packages.values()].map((found) => store.packageOf(found)));
}

/** The breaches of `after` that `before` did not have. */
export function newBreaches(before: PackageGraph, after: PackageGraph): Breach[] {
  const known = new Set(before.breaches().map(keyOf));
  return after.breaches().filter((breach) => !known.has(keyOf(breach)));
}

function keyOf({ id, kind, requirement }: Breach): string {
  return `${id} ${kind} ${requirement}`;
}
