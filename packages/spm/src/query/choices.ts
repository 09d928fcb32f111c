import { choicesOf, reference, type PackageReference, type Solution, type World } from '../solve/index.ts';

/** One of several packages that would have done, and the others. */
export interface ChoiceMade {
  readonly by: PackageReference;
  readonly requirement: string;
  readonly chosen: PackageReference;
  /** In the order of preference. */
  readonly others: readonly PackageReference[];
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
