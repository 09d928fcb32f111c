import { defineCommand, type Handler } from '@mpkg/cli';
import { ENGINE_OPTIONS, engineOptions } from './engine-options.ts';
import { GROUP_OPTION, packageOperand } from './package-operand.ts';
import { warnIfInterrupted } from './warn-interrupted.ts';

const OPTIONS = { ...ENGINE_OPTIONS, group: GROUP_OPTION } as const;

const list: Handler<typeof OPTIONS> = async (call) => {
  const { StateReader } = await import('../../state-reader.ts');
  const { formatId } = await import('../../state/package-id.ts');
  const { rawLines } = await import('../mpac/raw-lines.ts');
  const { pathToJson } = await import('../../archive/path-json.ts');
  const reader = new StateReader(await engineOptions(call));
  warnIfInterrupted(reader, call.report);
  const [operand] = call.operands;
  if (operand === undefined) {
    const packages = reader.packages(call.options.group);
    return {
      result: packages.map(({ group, name }) => ({ group, name })),
      lines: packages.map(formatId),
    };
  }
  const files = reader.files(packageOperand(operand, call.options.group));
  return { result: files.map(pathToJson), bytes: rawLines(files.map((path) => `/${path}` as typeof path)) };
};

export const LIST = defineCommand({
  name: 'list',
  aliases: ['-l'],
  summary: 'list deployed packages, or the files of one',
  description: [
    'Without NAME, one package a line: its name, after its group and a colon unless that is the default one. With NAME, the paths of its files and links, one a line.',
  ],
  operands: [
    { name: 'NAME', summary: 'a deployed package, or GROUP:NAME', optional: true, complete: 'package' },
  ],
  options: OPTIONS,
  exits: [3],
  load: async () => list,
});
