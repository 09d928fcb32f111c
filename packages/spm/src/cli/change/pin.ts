import { defineCommand, UsageError, type Handler } from '@mpkg/cli';

import { listWishes } from './list-wishes.ts';

const OPTIONS = { rm: { kind: 'flag', summary: 'Take the pin of NAME away' } } as const;

const pin: Handler<typeof OPTIONS> = async (call) => {
  const [operand] = call.operands;
  if (operand === undefined) {
    if (call.options.rm) throw new UsageError('NAME is missing', 'spm pin --rm NAME');
    return listWishes(call, 'pin');
  }
  const { carryOut } = await import('./carry-out.ts');
  const { settingsFor } = await import('../surroundings.ts');
  const { planForget, planPin } = await import('../../plan/wishes.ts');
  const { splitWish } = await import('./split-wish.ts');
  const { id, range } = splitWish(operand);
  return carryOut(call, {
    settings: await settingsFor(call),
    plan: (store) => (call.options.rm ? planForget(store, 'pin', id) : planPin(store, id, range)),
  });
};

export const PIN = defineCommand({
  name: 'pin',
  summary: 'keep a package at certain versions',
  description: [
    'NAME=V keeps exactly that version, NAME>=V or another range these; NAME alone keeps the version that is installed. Updates then leave it there. An installation by name with a version counts more than a pin.',
    'Without an operand, lists the pins.',
  ],
  operands: [
    { name: 'NAME', summary: 'NAME, NAME=VERSION or NAME and a range', optional: true, complete: 'package' },
  ],
  options: OPTIONS,
  examples: [
    { command: 'spm pin python3=3.11.2-1', does: 'Keep this version.' },
    { command: "spm pin 'linux-image-amd64<7'", does: 'Keep below version 7.' },
    { command: 'spm pin --rm python3', does: 'Let it move again.' },
  ],
  exits: [2, 3, 8, 12],
  load: async () => pin,
});
