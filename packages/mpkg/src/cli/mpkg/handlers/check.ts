import type { Handler, Reporter } from '@mpkg/cli';
import { textOfBytes } from '../../../bytes.ts';
import { checkPackages, checkState, type StateCheck } from '../../../check-state.ts';
import type { MpkgError } from '../../../errors.ts';
import { formatId } from '../../../package-id.ts';
import { StateReader } from '../../../state-reader.ts';
import type { PACKAGE_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';
import { packageOperand } from './package-operand.ts';
import { counted } from './summaries.ts';
import { warnIfInterrupted } from './warn-interrupted.ts';

export const check: Handler<typeof PACKAGE_OPTIONS> = async (call) => {
  const { operands, options, report } = call;
  const engine = await engineOptions(call);
  const reader = new StateReader(engine);
  warnIfInterrupted(reader, report);
  const ids =
    operands.length === 0
      ? reader.packages(options.group)
      : operands.map((operand) => packageOperand(operand, options.group));
  const isWhole = operands.length === 0 && options.group === undefined;
  const found: StateCheck = isWhole
    ? checkState(engine)
    : { packages: checkPackages(engine, ids), directories: undefined };
  const damages = tellDamages(found, report);
  const packages = found.packages.map(({ id, problems, damage }) => ({
    package: formatId(id),
    problems: problems.map(({ path, differences }) => ({ path: textOfBytes(path), differences })),
    ...(damage !== undefined && { damage: damageOf(damage) }),
  }));
  const problems = packages.flatMap((each) => each.problems);
  const count = problems.length + damages.length;
  report.note(
    `checked ${counted(packages.length, 'package')}: ${count === 0 ? 'no problems' : counted(count, 'problem')}`,
  );
  return {
    result: { packages, ...(found.directories && { directories: damageOf(found.directories) }) },
    lines: [
      ...problems.map(({ path, differences }) => `${differences.join(',')} /${path}`),
      ...damages.map(({ subject = '' }) => `damaged ${subject}`),
    ],
    exit: count === 0 ? 0 : 1,
  };
};

/** Says what is damaged and what to do about it. @returns the damages */
function tellDamages({ packages, directories }: StateCheck, report: Reporter): MpkgError[] {
  const damages = [...packages.map(({ damage }) => damage), directories].filter((each) => each !== undefined);
  for (const { code, subject, message, hint } of damages)
    report.warn({
      code,
      subject: subject ?? '',
      message: hint === undefined ? message : `${message}\nhint: ${hint}`,
    });
  return damages;
}

function damageOf({ code, subject, message, hint }: MpkgError): object {
  return { code, subject: subject ?? null, message, hint: hint ?? null };
}
