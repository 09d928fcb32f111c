import {
  choicesOf,
  reference,
  resultOf,
  type PackageReference,
  type Solution,
  type Target,
  type World,
} from '../solve/index.ts';

/** One of several packages that would have done, and the others. */
export interface ChoiceMade {
  readonly by: PackageReference;
  readonly requirement: string;
  readonly chosen: PackageReference;
  /** In the order of preference. */
  readonly others: readonly PackageReference[];
}

/** The provider that was taken for an abstract name that was asked for, and the others. */
export interface NamePick {
  readonly name: string;
  readonly chosen: string;
  readonly others: readonly string[];
}

/** The abstract names among the targets, each with the provider that a solution has for it. */
export function picksIn(world: World, targets: readonly Target[], solution: Solution): NamePick[] {
  return targets.flatMap(({ name, architecture }): NamePick[] => {
    const [carrier] = Array.from(world.named(name, architecture));
    if (carrier !== undefined && world.kindOf(carrier) !== 'abstract') return [];
    const providers = Array.from(world.providersOf(name, architecture));
    const present = new Set(resultOf(solution));
    const chosen = providers.find((provider) => present.has(provider));
    if (chosen === undefined) return [];
    const names = new Set(providers.map((provider) => world.nameOf(provider)));
    names.delete(world.nameOf(chosen));
    return [{ name, chosen: world.nameOf(chosen), others: [...names] }];
  });
}

/** Where one of several packages was taken, in the order of the solution's decisions. */
export function choicesIn(world: World, solution: Solution): ChoiceMade[] {
  return choicesOf(world, solution).map(({ by, relation, chosen, others }) => ({
    by: reference(world, by),
    requirement: world.relationText(relation),
    chosen: reference(world, chosen),
    others: others.map((other) => reference(world, other)),
  }));
}
