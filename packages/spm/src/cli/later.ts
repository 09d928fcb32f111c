import { defineCommand, type Command, type Handler, type OptionTable } from '@mpkg/cli';

import { SpmError } from '../errors.ts';

/** What a command that cannot do anything here is about, and what to do instead. */
interface Refusal {
  readonly code: 'build-unavailable' | 'snapshot-unavailable';
  readonly reason: string;
  readonly hint: string;
}

const BUILD = {
  code: 'build-unavailable',
  reason: 'packages are installed as published; none is built from source here',
} as const;

const SNAPSHOT: Refusal = {
  code: 'snapshot-unavailable',
  reason: 'no snapshots of the file system are taken here; transactions are undone one by one',
  hint: 'spm history',
};

const NAME = [{ name: 'NAME', summary: 'a package', complete: 'package' }] as const;
const CLEAN_OPTIONS = {
  age: { kind: 'text', placeholder: 'AGE', summary: 'Those that are older' },
  size: { kind: 'text', placeholder: 'SIZE', summary: 'The oldest until the others are no larger' },
} as const satisfies OptionTable;

function refusing({ code, reason, hint }: Refusal): () => Promise<Handler> {
  return async () => async () => {
    throw new SpmError(code, reason, { hint });
  };
}

/** Commands of the design that have nothing to work on yet: known by name, and refused with what does instead. */
export const LATER_COMMANDS: readonly Command[] = [
  defineCommand({
    name: 'resume',
    summary: 'continue a build that failed; refused, since nothing is built here',
    operands: NAME,
    options: {},
    exits: [10],
    load: refusing({ ...BUILD, hint: 'spm install NAME' }),
  }),
  defineCommand({
    name: 'edit',
    summary: 'fetch the source of a package to change it; refused, since nothing is built here',
    operands: NAME,
    options: {},
    exits: [10],
    load: refusing({ ...BUILD, hint: 'spm install --source --download-only NAME' }),
  }),
  defineCommand({
    name: 'log',
    summary: 'show the log of a build; refused, since nothing is built here',
    operands: NAME,
    options: {},
    exits: [10],
    load: refusing({ ...BUILD, hint: 'spm history' }),
  }),
  defineCommand({
    name: 'snapshot list',
    aliases: ['snapshot'],
    summary: 'list snapshots of the file system; refused, since none are taken here',
    options: {},
    exits: [10],
    load: refusing(SNAPSHOT),
  }),
  defineCommand({
    name: 'snapshot create',
    summary: 'take a snapshot of the file system; refused, since none are taken here',
    options: {},
    exits: [10],
    load: refusing(SNAPSHOT),
  }),
  defineCommand({
    name: 'snapshot clean',
    summary: 'delete old snapshots; refused, since none are taken here',
    options: CLEAN_OPTIONS,
    exits: [10],
    load: refusing(SNAPSHOT),
  }),
  defineCommand({
    name: 'snapshot delete',
    summary: 'delete a snapshot; refused, since none are taken here',
    operands: [{ name: 'ID', summary: 'a snapshot' }],
    options: {},
    exits: [10],
    load: refusing(SNAPSHOT),
  }),
];
