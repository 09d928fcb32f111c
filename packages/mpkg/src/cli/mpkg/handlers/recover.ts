import type { Handler } from '@mpkg/cli';
import { recoverState } from '../../../recover-state.ts';
import type { CHANGE_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';

export const recover: Handler<typeof CHANGE_OPTIONS> = async (call) => {
  const recovery = await recoverState(await engineOptions(call));
  if (recovery.outcome === 'nothing') call.report.note('nothing was interrupted');
  if (recovery.recounted) call.report.note('directories of packages were counted anew, from their records');
  return { result: recovery };
};
