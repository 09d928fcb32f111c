import type { Handler } from '@mpkg/cli';
import { textOfBytes } from '../../../bytes.ts';
import { checkPackage } from '../../../check-package.ts';
import { formatId } from '../../../package-id.ts';
import { StateReader } from '../../../state-reader.ts';
import type { PACKAGE_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';
import { packageOperand } from './package-operand.ts';
import { counted } from './summaries.ts';
import { warnIfInterrupted } from './warn-interrupted.ts';

export const check: Handler<typeof PACKAGE_OPTIONS> = async (call) => {
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
  const found = problems.length === 0 ? 'no problems' : counted(problems.length, 'problem');
  call.report.note(`checked ${counted(packages.length, 'package')}: ${found}`);
  return {
    result: { packages },
    lines: problems.map(({ path, differences }) => `${differences.join(',')} /${path}`),
    exit: problems.length === 0 ? 0 : 1,
  };
};
