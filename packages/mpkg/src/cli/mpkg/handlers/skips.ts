import type { Handler } from '@mpkg/cli';
import { bytesOfText, textOfBytes } from '../../../bytes.ts';
import { changeSkips, rehearseSkips } from '../../../change-skips.ts';
import { StateReader } from '../../../state-reader.ts';
import type { SKIPS_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';
import { packageOperand } from './package-operand.ts';

export const skips: Handler<typeof SKIPS_OPTIONS> = async (call) => {
  const { options, operands } = call;
  const id = packageOperand(operands[0] ?? '', options.group);
  const engine = await engineOptions(call);
  const change = { skip: options.skip.map(bytesOfText), unskip: options.unskip.map(bytesOfText) };
  const apply = options['dry-run'] ? rehearseSkips : changeSkips;
  const { skipped } =
    change.skip.length + change.unskip.length === 0
      ? new StateReader(engine).record(id)
      : (await apply(engine, id, change)).plan;
  const paths = skipped.map(textOfBytes);
  return { result: { skipped: paths }, lines: paths };
};
