import type { Handler } from '@mpkg/cli';
import { recoverState, rehearseRecovery, type StateRecovery } from '../../../recover-state.ts';
import type { CHANGE_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';

export const recover: Handler<typeof CHANGE_OPTIONS> = async (call) => {
  const engine = await engineOptions(call);
  const isRehearsal = call.options['dry-run'];
  const recovery = isRehearsal ? rehearseRecovery(engine) : await recoverState(engine);
  for (const sentence of sentencesOf(recovery, isRehearsal)) call.report.note(sentence);
  return { result: recovery };
};

/** What a recovery came to; what became of an interrupted transaction is a warning of the engine's. */
function sentencesOf({ outcome, recounted }: StateRecovery, isRehearsal: boolean): string[] {
  const sentences = outcome === 'nothing' ? ['nothing was interrupted'] : [];
  if (isRehearsal && outcome !== 'nothing')
    sentences.push(
      `an interrupted transaction would be ${outcome === 'completed' ? 'finished' : 'rolled back'}`,
    );
  if (recounted) {
    const would = isRehearsal ? 'would be' : 'were';
    sentences.push(`directories of packages ${would} counted anew, from their records`);
  }
  return sentences;
}
