import type { OptionTable } from '@mpkg/cli';

import { ESSENTIAL_OPTION, MAJOR_OPTION } from '../change/options.ts';

/** What may be said about a plan, whatever is to be installed or updated. */
export const PLAN_OPTIONS = {
  arch: { kind: 'text', placeholder: 'ARCH', summary: 'Ask for packages of this architecture' },
  with: {
    kind: 'texts',
    placeholder: 'PROVIDER',
    summary: 'Prefer this package wherever one of several is needed',
  },
  from: { kind: 'text', placeholder: 'REPO', summary: 'Take the named packages from this repository only' },
  recommends: { kind: 'flag', summary: 'Also install what is recommended' },
  'no-recommends': { kind: 'flag', summary: 'Install only what is required' },
  minimal: { kind: 'flag', summary: 'Find the proven minimum of packages; implies --no-recommends' },
  override: { kind: 'flag', summary: 'Let blacklist, pins and profile not count for the named packages' },
  ...MAJOR_OPTION,
  ...ESSENTIAL_OPTION,
  exclude: { kind: 'texts', placeholder: 'NAME', summary: 'Leave NAME as it is in an update' },
} as const satisfies OptionTable;
