import type { OptionTable, OptionValues } from './options.ts';

/** The flags that every command of every tool takes. */
export const COMMON_OPTIONS = {
  yes: { kind: 'flag', short: 'y', summary: 'Answer questions that have a safe default' },
  'dry-run': {
    kind: 'flag',
    short: 'n',
    summary: 'Show what would be done, and stop before the first change',
  },
  quiet: { kind: 'flag', short: 'q', summary: 'Print only results and errors' },
  verbose: { kind: 'flag', short: 'v', summary: 'Say more about what is done' },
  json: {
    kind: 'mode',
    choices: ['document', 'stream'],
    summary: 'Print one JSON document; with =stream, also one event a line before it',
  },
  root: { kind: 'text', placeholder: 'DIR', summary: 'Work inside DIR as chroot would' },
  prefix: { kind: 'text', placeholder: 'DIR', summary: 'Work in a prefix that the user owns' },
  color: {
    kind: 'text',
    placeholder: 'WHEN',
    choices: ['auto', 'always', 'never'],
    summary: 'Colour the output; auto honours NO_COLOR and the terminal',
  },
  wait: { kind: 'number', placeholder: 'SEC', summary: 'Wait up to SEC seconds for another run to end' },
  offline: { kind: 'flag', summary: 'Never touch the network' },
  help: { kind: 'flag', short: 'h', summary: 'Show help' },
  version: { kind: 'flag', short: 'V', summary: 'Show the version' },
} as const satisfies OptionTable;

export type CommonValues = OptionValues<typeof COMMON_OPTIONS>;
