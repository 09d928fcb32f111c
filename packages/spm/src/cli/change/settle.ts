import { SpmError } from '../../errors.ts';
import { decidingWords, decisionText } from '../../plan/decisions.ts';
import type { Plan } from '../../plan/plan.ts';
import { agrees, choose, type Terminal } from './terminal.ts';

export interface Answers {
  /** Questions with a safe default need not be asked. */
  readonly yes: boolean;
  readonly terminal: Terminal | undefined;
  /** The command with more words, to be run next. */
  readonly again: (words: readonly string[]) => string;
}

/**
 * The plan with what the person at the terminal decided, who also agrees to the whole. Without a terminal what is not decided stays
 * open, and running the plan refuses it.
 * @throws SpmError `declined`
 */
export async function settle(plan: Plan, { yes, terminal, again }: Answers): Promise<Plan> {
  if (terminal === undefined) return plan;
  for (const decision of plan.decisions) {
    if (!(await agrees(terminal, `${decisionText(decision)}; accept that?`, false))) {
      throw declined(again(decidingWords(decision)));
    }
  }
  if (!yes && plan.steps.length > 0 && !(await agrees(terminal, 'go on?', true)))
    throw declined(again(['--yes']));
  return { ...plan, decisions: [] };
}

/** Plans; where several packages would do, asks which one, and plans again with it. */
export async function planWithChoices(
  plan: (providers: readonly string[]) => Promise<Plan>,
  asking: Omit<Answers, 'yes'>,
  providers: readonly string[] = [],
): Promise<Plan> {
  const { terminal, again } = asking;
  try {
    return await plan(providers);
  } catch (error) {
    if (terminal === undefined || !(error instanceof SpmError) || error.code !== 'choice-needed') throw error;
    const choices = (error.details?.['choices'] ?? []) as readonly string[];
    const chosen = await choose(terminal, error.message, choices);
    if (chosen === undefined) throw declined(again(['--with', choices[0] ?? 'PROVIDER']));
    return planWithChoices(plan, asking, [...providers, chosen]);
  }
}

function declined(hint: string): SpmError {
  return new SpmError('declined', 'declined; nothing was changed', { hint });
}
