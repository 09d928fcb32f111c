import { defineCommand, type Call, type Handler } from '@mpkg/cli';

import type { Settings } from '../../config/index.ts';
import type { Plan } from '../../plan/plan.ts';
import type { World } from '../../world/world.ts';
import {
  acceptedKinds,
  AUTH_WARN_OPTION,
  ESSENTIAL_OPTION,
  flaggedValues,
  MAJOR_OPTION,
  SCRIPTS_OPTION,
} from './options.ts';

const OPTIONS = {
  ...SCRIPTS_OPTION,
  ...AUTH_WARN_OPTION,
  ...MAJOR_OPTION,
  ...ESSENTIAL_OPTION,
} as const;

type ApplyCall = Call<typeof OPTIONS>;

const apply: Handler<typeof OPTIONS> = async (call) => {
  const { resolve } = await import('node:path');
  const { settingsFor } = await import('../surroundings.ts');
  const { carryOut } = await import('./carry-out.ts');
  const { parseAppliable } = await import('../../plan/apply-file.ts');
  const { readTextFile } = await import('../../query/read-text-file.ts');
  const [file = ''] = call.operands;
  const settings = await settingsFor(call, flaggedValues(call.options));
  const text = await readTextFile(resolve(call.cwd, file));
  const common = {
    settings,
    accepted: acceptedKinds(call.options),
    runScripts: call.options['run-scripts'],
  };
  const appliable = parseAppliable(text, file);
  if (appliable.kind === 'world') {
    const { withIntegrations } = await import('./with-integrations.ts');
    return carryOut(call, {
      ...common,
      plan: async (store, { cache }) =>
        withIntegrations(call, settings, {
          store,
          plan: await planOfWorld(call, settings, appliable.world),
          cache,
        }),
    });
  }
  const { plan } = appliable;
  return carryOut(call, { ...common, plan: () => plan, catalogue: () => catalogueNow(call, settings, plan) });
};

async function planOfWorld(call: ApplyCall, settings: Settings, world: World): Promise<Plan> {
  const { withPlanning } = await import('../with-planning.ts');
  const { planWorld } = await import('../../plan/apply-world.ts');
  const [file = ''] = call.operands;
  return withPlanning(call, { settings, installed: undefined }, (planning) =>
    planWorld(planning, world, file),
  );
}

/** What a plan that was made from a catalogue is held against; another one needs none. */
async function catalogueNow(call: ApplyCall, settings: Settings, plan: Plan): Promise<string | null> {
  if (plan.base.catalogue === null) return null;
  const { withPlanning } = await import('../with-planning.ts');
  const { catalogueIdentity } = await import('../../plan/catalogue-identity.ts');
  return withPlanning(call, { settings, installed: undefined }, ({ catalogue }) =>
    catalogueIdentity(catalogue),
  );
}

export const APPLY = defineCommand({
  name: 'apply',
  summary: 'carry out a plan that was made before, or rebuild a system from its list of wishes',
  description: [
    'A FILE of "spm plan -o FILE" is carried out as it stands, and nothing else. When what is installed or what the repositories have is no longer what the plan was made from, nothing is done and the exit status is 11.',
    'A FILE like /var/lib/spm/world lists what a system is asked to hold; applying it makes this system hold the same.',
  ],
  operands: [{ name: 'FILE', summary: 'a plan, or a list of wishes', complete: 'file' }],
  options: OPTIONS,
  examples: [
    {
      command: 'spm plan update -o monday.plan && spm apply monday.plan',
      does: 'Look at an update before it is done.',
    },
    { command: 'spm apply world', does: 'Rebuild a system elsewhere.' },
  ],
  exits: [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 14],
  load: async () => apply,
});
