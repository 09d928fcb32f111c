import type { StateStore } from '../state/store.ts';
import { partsOf, type Package } from '../package/package.ts';
import type { Plan } from './plan.ts';

/** The packages of these names that are installed once the plan is carried out. */
export function packagesNamed(store: StateStore, { steps }: Plan, names: readonly string[]): Package[] {
  const touched = new Set(steps.map(({ id }) => id));
  const kept = [...store.installed().packages.values()].filter(({ id }) => {
    return names.includes(partsOf(id).name) && !touched.has(id);
  });
  const arriving = steps.flatMap(({ after }) =>
    after !== null && names.includes(after.name) ? [after] : [],
  );
  return [...kept.map((found) => store.packageOf(found)), ...arriving];
}
