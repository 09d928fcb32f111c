import { StateReader, type Bytes } from '@mpkg/mpkg';

import { SpmError } from '../../errors.ts';
import { hasFiles } from '../../package/package.ts';
import type { Plan } from '../../plan/plan.ts';
import { isPlacedByGroup } from './placing.ts';

/**
 * Whether it is known where the new packages of a plan go, before anything is fetched: a group that an index or the user names is one of
 * `mpkg.conf`. What is there already stays where it is, whatever became of its group.
 * @throws SpmError `group-unknown`
 */
export function assertGroupsKnown(root: string, { steps }: Pick<Plan, 'steps'>): void {
  const named = steps.flatMap(({ before, after }) =>
    before === null && after !== null && hasFiles(after) && isPlacedByGroup(after) ? [after] : [],
  );
  if (named.length === 0) return;
  const { groups } = new StateReader({ root }).configuration;
  const unknown = named.filter(({ group }) => !groups.has(group as Bytes));
  const [first] = unknown;
  if (first === undefined) return;
  const { name, group } = first;
  const more = unknown.length > 1 ? ` (and ${unknown.length - 1} more)` : '';
  throw new SpmError(
    'group-unknown',
    `${name} goes into the group ${group}, which mpkg.conf does not have${more}; nothing was changed`,
    {
      subject: name,
      hint: 'mpkg --groups',
      details: { packages: unknown.map((one) => ({ name: one.name, group: one.group })) },
    },
  );
}
