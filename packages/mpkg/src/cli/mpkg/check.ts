import { defineCommand, type Handler } from '@mpkg/cli';
import { ENGINE_OPTIONS, engineOptions } from './engine-options.ts';
import { GROUP_OPTION, packageOperand } from './package-operand.ts';
import { warnIfInterrupted } from './warn-interrupted.ts';

const OPTIONS = { ...ENGINE_OPTIONS, group: GROUP_OPTION } as const;

const check: Handler<typeof OPTIONS> = async (call) => {
  const { StateReader } = await import('../../state-reader.ts');
  const { checkPackage } = await import('../../check-package.ts');
  const { formatId } = await import('../../state/package-id.ts');
  const { textOfBytes } = await import('../../bytes.ts');
  const options = await engineOptions(call);
  const reader = new StateReader(options);
  warnIfInterrupted(reader, call.report);
  const ids =
    call.operands.length === 0
      ? reader.packages(call.options.group)
      : call.operands.map((operand) => packageOperand(operand, call.options.group));
  const packages = ids.map((id) => ({
    package: formatId(id),
    problems: checkPackage(options, id).map(({ path, differences }) => ({
      path: textOfBytes(path),
      differences,
    })),
  }));
  const problems = packages.flatMap((each) => each.problems);
  call.report.note(`checked ${packages.length} packages: ${problems.length || 'no'} problems`);
  return {
    result: { packages },
    lines: problems.map(({ path, differences }) => `${differences.join(',')} /${path}`),
    exit: problems.length === 0 ? 0 : 1,
  };
};

export const CHECK = defineCommand({
  name: 'check',
  aliases: ['-c'],
  summary: 'compare what is deployed with what was recorded',
  description: [
    'Reads every file of the packages, or of all. Prints a line for each that differs: missing, or any of type, content, mode and owner, then its path. The exit status is 1 when there is one.',
  ],
  operands: [
    {
      name: 'NAME',
      summary: 'a deployed package, or GROUP:NAME',
      optional: true,
      many: true,
      complete: 'package',
    },
  ],
  options: OPTIONS,
  exits: [3],
  load: async () => check,
});
