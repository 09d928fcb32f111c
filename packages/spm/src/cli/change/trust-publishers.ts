import type { Call } from '@mpkg/cli';

import type { Settings } from '../../config/index.ts';
import type { Plan } from '../../plan/plan.ts';
import { trustRepository } from '../../repos/edit.ts';
import { seenIdentities } from '../../sync/synced-heads.ts';
import { saveConfig } from '../config/save-config.ts';
import { pathsOf } from '../surroundings.ts';

/** Writes the publishers of the repositories that a plan takes packages from into the configuration, where that names none yet. */
export async function trustPublishers(
  call: Call,
  { repositories }: Settings,
  { steps }: Plan,
): Promise<void> {
  const used = new Set(steps.flatMap(({ after }) => after?.repository ?? []));
  const open = repositories.filter(({ name, trust = [] }) => used.has(name) && trust.length === 0);
  const found = open.map(({ name }) => ({
    name,
    identities: seenIdentities(pathsOf(call).repositories, name),
  }));
  const accepted = found.filter(({ identities }) => identities.length > 0);
  if (accepted.length === 0) return;
  await saveConfig(call, (text) =>
    accepted.reduce((edited, { name, identities }) => trustRepository(edited, name, { identities }), text),
  );
  for (const { name, identities } of accepted)
    call.report.note(`${name}: ${identities.join(', ')} is trusted from now on`);
}
