import type { OptionTable } from '@mpkg/cli';

import { SpmError } from '../../errors.ts';
import { DEFAULT_GROUP, idOf, partsOf } from '../../package/package.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Planning } from '../../plan/planning.ts';

export const GROUP_OPTION = {
  group: {
    kind: 'text',
    short: 'g',
    placeholder: 'GROUP',
    summary: 'Put the named packages into this group of mpkg.conf; updates keep them there',
  },
} as const satisfies OptionTable;

/** The groups that `-g` chooses for the named packages. @throws SpmError `group-unknown` */
export async function chosenGroups(
  root: string,
  group: string | undefined,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (group === undefined) return new Map();
  const { StateReader, textOfBytes } = await import('@mpkg/mpkg');
  const known = Array.from(new StateReader({ root }).configuration.groups.keys(), textOfBytes);
  if (known.includes(group)) return new Map(names.map((name) => [name, group]));
  const { nearest } = await import('@mpkg/manifest');
  const near = nearest(group, known);
  const meant = near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
  throw new SpmError('group-unknown', `mpkg.conf has no group ${group}${meant}`, {
    subject: group,
    hint: 'mpkg --groups',
    details: { near },
  });
}

/**
 * @throws SpmError `request-invalid` for a name that stands for no files of its own, such as one that others provide, and for several series
 * of versions in one group, where a package has one version
 */
export function assertPlaced(plan: Plan, { store }: Planning, groups: ReadonlyMap<string, string>): void {
  assertOneVersion(plan);
  const { packages } = store.installed();
  const ids = new Set<string>([
    ...packages.keys(),
    ...plan.steps.flatMap(({ id, after }) => (after === null ? [] : [id])),
  ]);
  for (const [name, group] of groups) {
    if (group === DEFAULT_GROUP || ids.has(idOf({ name, group }))) continue;
    throw new SpmError(
      'request-invalid',
      `${name} is no package with files that could be put into ${group}`,
      {
        subject: name,
        hint: `spm info ${name}`,
      },
    );
  }
}

function assertOneVersion({ steps }: Plan): void {
  const coming = Map.groupBy(
    steps.filter(({ after }) => after !== null),
    ({ id }) => id,
  );
  for (const [id, [first, second]] of coming) {
    if (first === undefined || second === undefined) continue;
    const { group, name } = partsOf(id);
    const versions = [first, second].map(({ after }) => after?.version ?? '');
    throw new SpmError(
      'request-invalid',
      `${group} takes one version of ${name}, not ${versions.join(' and ')}`,
      {
        subject: id,
        hint: `spm install ${name}@${versions[0]} -g ${group}`,
        details: { versions },
      },
    );
  }
}
