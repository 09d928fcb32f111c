import type { Catalogue } from '../catalogue/index.ts';
import type { Candidate, Decision, Reason as Cause, Solution } from '../solve/index.ts';
import { PackageGraph } from '../state/graph.ts';
import type { InstalledSet } from '../state/installed.ts';
import type { StateStore } from '../state/store.ts';
import type { Change } from './make-plan.ts';
import { chosenGroup, inGroup } from './chosen-group.ts';
import { idOfCandidate, packageOf, type PackageSources } from './package-of.ts';
import { idOf, type Package, type PackageId } from '../package/package.ts';
import type { Before, Reason } from '../package/step.ts';

export interface SolutionInput {
  readonly catalogue: Catalogue;
  readonly sources: PackageSources;
  readonly store: StateStore;
  readonly installed: InstalledSet;
  /** The candidate of each installed package. */
  readonly candidates: ReadonlyMap<PackageId, Candidate>;
  /** The groups of mpkg that are chosen, by the names of packages. */
  readonly groups?: ReadonlyMap<string, string> | undefined;
}

/** What a solution changes, what is needed before what needs it. */
export function changesOf(solution: Solution, input: SolutionInput): Change[] {
  const reader = new SolutionReader(input);
  const changes = solution.decisions.flatMap((decision) => reader.changes(decision));
  const arriving = changes.flatMap(({ after }) => after ?? []);
  const order = new Map(new PackageGraph(arriving).byNeed().map((id, place) => [id, place]));
  return changes.toSorted((a, b) => (order.get(a.id) ?? -1) - (order.get(b.id) ?? -1));
}

class SolutionReader {
  readonly #input: SolutionInput;
  /** Of what is installed. */
  readonly #ids: ReadonlyMap<Candidate, PackageId>;
  /** Of what is not and was asked for: one package may be the reason of many. */
  readonly #others = new Map<Candidate, PackageId>();

  constructor(input: SolutionInput) {
    this.#input = input;
    this.#ids = new Map(Array.from(input.candidates, ([id, candidate]) => [candidate, id]));
  }

  changes(decision: Decision): Change[] {
    const { action, candidate } = decision;
    if (action === 'keep') return this.#move(candidate);
    const reason = this.#reasonOf(decision.reason);
    if (action === 'remove') return [this.#removal(candidate, leavingFor(reason))];
    const left = 'previous' in decision ? this.#ids.get(decision.previous) : undefined;
    const after = this.#placed(candidate, left);
    const id = idOf(after);
    const change: Change = { id, before: this.#before(id), after, reason };
    return left === undefined || left === id
      ? [change]
      : [this.#removal(decision.candidate, { kind: 'replaced', by: id }, left), change];
  }

  /** What stays in its version, but goes into another group. */
  #move(candidate: Candidate): Change[] {
    const left = this.#ids.get(candidate);
    if (left === undefined || !this.#input.groups?.has(this.#input.catalogue.nameOf(candidate))) return [];
    const after = this.#placed(candidate, left);
    const id = idOf(after);
    if (id === left) return [];
    const arrival: Change = { id, before: this.#before(id), after, reason: { kind: 'explicit' } };
    return [this.#removal(candidate, { kind: 'replaced', by: id }, left), arrival];
  }

  /** The package in the group that is asked for, or that was chosen for the version it takes the place of. */
  #placed(candidate: Candidate, left: PackageId | undefined): Package {
    const { store, installed, groups } = this.#input;
    const found = this.#package(candidate);
    const group = groups?.get(found.name) ?? (left && chosenGroup(store, left, () => installed));
    return group === undefined ? found : inGroup(found, group);
  }

  #removal(candidate: Candidate, reason: Reason, id = this.#idOf(candidate)): Change {
    const before = this.#before(id);
    const isEssential = this.#input.catalogue.cardOf(candidate).essential;
    return { id, before: before && isEssential ? { ...before, isEssential } : before, after: null, reason };
  }

  #reasonOf(cause: Cause): Reason {
    switch (cause.kind) {
      case 'requested':
        return { kind: 'explicit' };
      case 'needed':
      case 'recommended':
        return {
          kind: cause.kind,
          by: this.#idOf(cause.by),
          requirement: this.#input.catalogue.relationText(cause.relation),
        };
      case 'replaces':
        return { kind: 'replaces', id: this.#idOf(cause.candidate) };
      case 'conflict':
        return { kind: 'conflict', with: this.#idOf(cause.with) };
      case 'broken':
        return { kind: 'broken', requirement: this.#input.catalogue.relationText(cause.relation) };
      case 'kept':
      case 'upgrade':
        return { kind: 'upgrade' };
      case 'combined':
        return { kind: 'combined' };
    }
  }

  #idOf(candidate: Candidate): PackageId {
    const known = this.#ids.get(candidate) ?? this.#others.get(candidate);
    if (known !== undefined) return known;
    const id = idOfCandidate(this.#input.catalogue, candidate);
    this.#others.set(candidate, id);
    return id;
  }

  #before(id: PackageId): Before | null {
    return this.#input.installed.packages.get(id) ?? null;
  }

  #package(candidate: Candidate): Package {
    return packageOf(this.#input.catalogue, candidate, this.#input.sources);
  }
}

/** A package that goes is replaced by the other that comes in its place. */
function leavingFor(reason: Reason): Reason {
  return reason.kind === 'replaces' ? { kind: 'replaced', by: reason.id } : reason;
}
