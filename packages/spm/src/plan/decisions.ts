import { SpmError } from '../errors.ts';
import type { Before, Reason, Step } from '../package/step.ts';
import type { Decision, Plan } from './plan.ts';

/** The flag that takes a decision of each kind. */
export const DECIDING_FLAG: Readonly<Record<Decision['kind'], string>> = {
  essential: '--remove-essential',
  major: '--major',
  removal: '--cascade',
  provider: '--with',
  trust: '--trust',
  scripts: '--run-scripts',
};

/** Removals that nobody has to be warned of: something takes the place, nothing needs it, or it is as it was before. */
const HARMLESS: ReadonlySet<Reason['kind']> = new Set(['replaced', 'orphan', 'undo']);

/** The decisions that the steps themselves raise: each upgrade to another major version, each removal of what is essential. */
export function decisionsOf(steps: readonly Step[]): Decision[] {
  return steps.flatMap(({ id, action, before, after, reason }): Decision[] => {
    if (action === 'remove' && before?.isEssential === true && !HARMLESS.has(reason.kind)) {
      return [{ kind: 'essential', id }];
    }
    if (action !== 'upgrade' || before === null || after === null) return [];
    const next = { version: after.version, scheme: after.relations.scheme };
    return isMajor(before, next) ? [{ kind: 'major', id, from: before.version, to: after.version }] : [];
  });
}

/** Those of an update: nobody asked for what it would remove. What is essential is decided as such. */
export function removalsIn(steps: readonly Step[]): Decision[] {
  return steps.flatMap(({ id, action, before, reason }): Decision[] => {
    const isDecided = before?.isEssential === true || HARMLESS.has(reason.kind);
    return action === 'remove' && !isDecided ? [{ kind: 'removal', id }] : [];
  });
}

type Versioned = Pick<Before, 'version' | 'scheme'>;

/** Whether two versions belong to different major versions. Those of different schemes do. */
export function isMajor(from: Versioned, to: Versioned): boolean {
  return from.scheme !== to.scheme || majorOf(from.version) !== majorOf(to.version);
}

/** Epoch and first number: `1:2` of `1:2.38-4`. A leading zero is no release line, so `0.9` and `0.10` are two. */
function majorOf(version: string): string {
  const [, epoch = '', first = '', second = ''] = /^(\d+:)?v?(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  if (first === '') return version;
  return first === '0' ? `${epoch}0.${second}` : epoch + first;
}

/** The plan once the kinds were decided by their flags. */
export function decided<P extends Pick<Plan, 'decisions'>>(plan: P, kinds: Iterable<Decision['kind']>): P {
  const taken = new Set(kinds);
  return { ...plan, decisions: plan.decisions.filter(({ kind }) => !taken.has(kind)) };
}

/** The words that take a decision on the command line. */
export function decidingWords(decision: Decision): readonly string[] {
  const flag = DECIDING_FLAG[decision.kind];
  return decision.kind === 'provider' ? [flag, decision.choices[0] ?? 'PROVIDER'] : [flag];
}

/**
 * @param again the command with more words, to be run next
 * @throws SpmError `choice-needed` or `confirmation-needed`, with the flags that decide, while anything is left to decide.
 */
export function assertDecided(
  plan: Plan,
  again = (words: readonly string[]): string => ['spm', ...plan.request, ...words].join(' '),
): void {
  const [first] = plan.decisions;
  if (first === undefined) return;
  const code = first.kind === 'provider' ? 'choice-needed' : 'confirmation-needed';
  throw new SpmError(code, `${decisionText(first)}${more(plan.decisions.length - 1)}`, {
    subject: subjectOf(first),
    hint: again([...new Set(plan.decisions.flatMap(decidingWords))]),
    details: { decisions: plan.decisions },
  });
}

/** A decision as a sentence. */
export function decisionText(decision: Decision): string {
  switch (decision.kind) {
    case 'essential':
      return `${decision.id} would be removed, and without it the system may not work`;
    case 'removal':
      return `${decision.id} would be removed, as it cannot be beside the new versions`;
    case 'major':
      return `${decision.id} would move to another major version, from ${decision.from} to ${decision.to}`;
    case 'provider':
      return `${decision.name} can be provided by ${decision.choices.join(', ')}`;
    case 'trust':
      return `${decision.repository} is published by ${decision.identity}, which was not accepted yet`;
    case 'scripts':
      return `${decision.id} brings maintainer scripts`;
  }
}

function subjectOf(decision: Decision): string {
  switch (decision.kind) {
    case 'provider':
      return decision.name;
    case 'trust':
      return decision.repository;
    case 'essential':
    case 'removal':
    case 'major':
    case 'scripts':
      return decision.id;
  }
}

function more(count: number): string {
  return count === 0 ? '' : ` (and ${count} more to decide)`;
}
