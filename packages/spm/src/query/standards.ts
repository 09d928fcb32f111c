import type { Catalogue } from '../catalogue/index.ts';
import type { Plan } from '../plan/plan.ts';

/** An abstract name that a plan brings, with what fills it and what else could. */
export interface StandardTaken {
  readonly name: string;
  readonly provider: string;
  readonly others: readonly string[];
}

/** The abstract names of a plan that one of its other packages fills. */
export function standardsIn(catalogue: Catalogue, { steps }: Plan): StandardTaken[] {
  const arriving = steps.flatMap(({ after }) => after ?? []);
  return arriving.flatMap(({ kind, name }) => {
    if (kind !== 'abstract') return [];
    const possible = new Set(catalogue.providersOf(name).map((candidate) => catalogue.nameOf(candidate)));
    const provider = arriving.find((found) => possible.delete(found.name))?.name;
    return provider === undefined ? [] : [{ name, provider, others: [...possible] }];
  });
}
