import type { Handler } from '@mpkg/cli';
import { pathToJson } from '../../../archive/path-json.ts';
import type { Bytes } from '../../../bytes.ts';
import { formatId } from '../../../package-id.ts';
import { StateReader } from '../../../state-reader.ts';
import { rawLines } from '../../mpac/raw-lines.ts';
import type { PACKAGE_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';
import { packageOperand } from './package-operand.ts';
import { warnIfInterrupted } from './warn-interrupted.ts';

export const list: Handler<typeof PACKAGE_OPTIONS> = async (call) => {
  const reader = new StateReader(await engineOptions(call));
  warnIfInterrupted(reader, call.report);
  const [operand] = call.operands;
  if (operand === undefined) {
    const packages = reader.packages(call.options.group);
    return { result: packages.map(({ group, name }) => ({ group, name })), lines: packages.map(formatId) };
  }
  const files = reader.files(packageOperand(operand, call.options.group));
  return { result: files.map(pathToJson), bytes: rawLines(files.map((path) => `/${path}` as Bytes)) };
};
