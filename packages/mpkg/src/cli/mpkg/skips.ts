import { defineCommand, type Handler } from '@mpkg/cli';
import { CHANGE_OPTIONS, engineOptions } from './engine-options.ts';
import { GROUP_OPTION, packageOperand } from './package-operand.ts';

const OPTIONS = {
  ...CHANGE_OPTIONS,
  group: GROUP_OPTION,
  skip: {
    kind: 'texts',
    placeholder: 'PATH',
    summary: 'Remove PATH and what is below it; may be given again',
  },
  unskip: { kind: 'texts', placeholder: 'PATH', summary: 'Bring PATH back; may be given again' },
} as const;

const skips: Handler<typeof OPTIONS> = async (call) => {
  const { bytesOfText, textOfBytes } = await import('../../bytes.ts');
  const { options, operands } = call;
  const id = packageOperand(operands[0] ?? '', options.group);
  const engine = await engineOptions(call);
  const change = { skip: options.skip.map(bytesOfText), unskip: options.unskip.map(bytesOfText) };
  let skipped;
  if (change.skip.length + change.unskip.length === 0) {
    const { StateReader } = await import('../../state-reader.ts');
    ({ skipped } = new StateReader(engine).record(id));
  } else {
    const { changeSkips } = await import('../../change-skips.ts');
    ({ skipped } = (await changeSkips(engine, id, change)).plan);
  }
  const paths = skipped.map(textOfBytes);
  return { result: { skipped: paths }, lines: paths };
};

export const SKIPS = defineCommand({
  name: 'skips',
  aliases: ['-s'],
  summary: 'show or change what is skipped of a package',
  description: [
    'Prints the skipped paths of the archive, one a line. What is skipped can come back without the network: a package with skipped paths keeps its archive, sharing its blocks with the original where the file system can.',
  ],
  operands: [{ name: 'NAME', summary: 'a deployed package, or GROUP:NAME', complete: 'package' }],
  options: OPTIONS,
  examples: [
    { command: 'mpkg -s foo --skip usr/share/doc', does: 'Remove the documentation of foo' },
    { command: 'mpkg -s foo --unskip usr/share/doc', does: 'Bring it back' },
  ],
  exits: [3, 4, 6, 8, 11, 12],
  load: async () => skips,
});
