import type { OptionTable } from '@mpkg/cli';

/** What every command of mpkg takes besides the common flags. */
export const ENGINE_OPTIONS = {
  config: { kind: 'text', placeholder: 'FILE', summary: 'Read FILE instead of etc/mpkg.conf of the root' },
} as const satisfies OptionTable;

/** What the commands that change something take as well. */
export const CHANGE_OPTIONS = {
  ...ENGINE_OPTIONS,
  'no-sync': {
    kind: 'flag',
    summary: 'Do not wait for the disk: for images that are thrown away after a crash',
  },
} as const satisfies OptionTable;

const GROUP = {
  group: {
    kind: 'text',
    short: 'g',
    placeholder: 'GROUP',
    summary: 'The group of the packages; GROUP:NAME says the same',
  },
} as const satisfies OptionTable;

export const PACKAGE_OPTIONS = { ...ENGINE_OPTIONS, ...GROUP } as const;
export const PACKAGE_CHANGE_OPTIONS = { ...CHANGE_OPTIONS, ...GROUP } as const;

export const DEPLOY_OPTIONS = {
  ...PACKAGE_CHANGE_OPTIONS,
  name: { kind: 'text', placeholder: 'NAME', summary: 'Name the package NAME instead of after its file' },
  into: { kind: 'text', placeholder: 'DIR', summary: "Put it into DIR instead of the group's prefix" },
  skip: {
    kind: 'texts',
    placeholder: 'PATH',
    summary: 'Leave PATH and what is below it out; may be given again',
  },
  sha256: { kind: 'text', placeholder: 'HASH', summary: 'Refuse a file with another SHA-256' },
  modes: { kind: 'text', placeholder: 'FILE', summary: 'Apply owners, modes and capabilities from a table' },
  keep: {
    kind: 'text',
    placeholder: 'FILE',
    summary: 'Configuration, one path a line: what exists there stays',
  },
  replace: { kind: 'flag', summary: 'Replace the version that is deployed, in one step' },
} as const satisfies OptionTable;

export const SKIPS_OPTIONS = {
  ...PACKAGE_CHANGE_OPTIONS,
  skip: {
    kind: 'texts',
    placeholder: 'PATH',
    summary: 'Remove PATH and what is below it; may be given again',
  },
  unskip: { kind: 'texts', placeholder: 'PATH', summary: 'Bring PATH back; may be given again' },
} as const satisfies OptionTable;
