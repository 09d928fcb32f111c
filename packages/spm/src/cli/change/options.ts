import type { OptionTable, OptionValues } from '@mpkg/cli';

import type { Values } from '../../config/index.ts';
import type { Decision } from '../../plan/plan.ts';

export const SCRIPTS_OPTION = {
  'run-scripts': {
    kind: 'flag',
    summary: 'Run the maintainer scripts of the packages concerned, inside the root',
  },
} as const satisfies OptionTable;

export const AUTH_WARN_OPTION = {
  'no-auth-warn': { kind: 'flag', summary: 'Do not warn of servers that TLS does not authenticate' },
} as const satisfies OptionTable;

export const ESSENTIAL_OPTION = {
  'remove-essential': { kind: 'flag', summary: 'Accept that a package goes which the system needs to work' },
} as const satisfies OptionTable;

export const MAJOR_OPTION = {
  major: { kind: 'flag', summary: 'Accept upgrades to another major version' },
} as const satisfies OptionTable;

export const TRUST_OPTION = {
  trust: {
    kind: 'flag',
    summary: 'Accept who publishes the packages, and nobody else from then on, as "spm repo trust" does',
  },
} as const satisfies OptionTable;

export const REMOVAL_OPTION = {
  cascade: { kind: 'flag', summary: 'Accept that packages go which cannot be beside the new versions' },
} as const satisfies OptionTable;

type Accepting = Partial<OptionValues<typeof ESSENTIAL_OPTION & typeof MAJOR_OPTION & typeof REMOVAL_OPTION>>;

/** The kinds of decision that flags take. */
export function acceptedKinds(options: Accepting): Decision['kind'][] {
  return [
    ...(options.major === true ? (['major'] as const) : []),
    ...(options.cascade === true ? (['removal'] as const) : []),
    ...(options['remove-essential'] === true ? (['essential'] as const) : []),
  ];
}

type Flags = typeof AUTH_WARN_OPTION & {
  readonly [K in 'recommends' | 'no-recommends']: { readonly kind: 'flag'; readonly summary: string };
};

/** The settings that flags stand for. */
export function flaggedValues(options: Partial<OptionValues<Flags>>): Values {
  return {
    ...(options['no-auth-warn'] && { 'network.auth-warn': false }),
    ...(options['no-recommends'] && { recommends: false }),
    ...(options.recommends && { recommends: true }),
  };
}
