import fs from 'node:fs';

import { SpmError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * Refuses a plan whose files cannot fit: while it is staged, old and new versions are both there.
 * @throws SpmError `no-space`
 */
export function assertSpace(plan: Plan, root: string): void {
  const needed = plan.steps.reduce((sum, { after }) => sum + (after?.installedBytes ?? 0), 0);
  const { bavail, bsize } = fs.statfsSync(root);
  const available = bavail * bsize;
  if (needed <= available) return;
  throw new SpmError(
    'no-space',
    `${root} has ${mebibytes(available)} left; this takes ${mebibytes(needed)}`,
    {
      subject: root,
      hint: 'spm cache clean',
      details: { needed, available },
    },
  );
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
