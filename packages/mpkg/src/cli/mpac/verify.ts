import { defineCommand, type Handler } from '@mpkg/cli';
import { startAgainForXz } from '../start-again.ts';
import { prepareForIndex } from './open-archive.ts';

const OPTIONS = {
  sha256: { kind: 'text', placeholder: 'HASH', summary: 'Demand that the file as stored has this SHA-256' },
} as const;

const EXIT_VERIFICATION_FAILED = 6;

const verify: Handler<typeof OPTIONS> = async ({ operands: [file = ''], options, signal }) => {
  startAgainForXz([file]);
  const { verifyPac } = await import('../../archive/verify-pac.ts');
  const result = await verifyPac(file, { sha256: options.sha256, signal, onHeader: prepareForIndex });
  return {
    result,
    lines: result.valid ? [`${file}: valid`] : result.problems.map(({ message }) => message),
    exit: result.valid ? 0 : EXIT_VERIFICATION_FAILED,
  };
};

export const VERIFY = defineCommand({
  name: 'verify',
  aliases: ['v'],
  summary: 'check that an archive is whole and well-formed',
  description: [
    'Reads all of the archive: header, entries, canonical sizes, names, order, duplicates, nesting, lengths, link targets; of a compressed one also its checksum and its end. Every other command and mpkg refuse the same faults.',
  ],
  operands: [{ name: 'FILE', summary: 'an archive, plain or compressed', complete: 'file' }],
  options: OPTIONS,
  readsOnly: true,
  exits: [3, 6],
  load: async () => verify,
});
