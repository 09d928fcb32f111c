import { isMajor } from '../plan/decisions.ts';
import { groupFor } from '../plan/package-of.ts';
import { idOf, type PackageId } from '../plan/package.ts';
import type { Action, Decision } from '../plan/plan.ts';
import type { Planning } from '../plan/solve-plan.ts';
import { reasonText, type Candidate, type Decision as Choice, type Solution } from '../solve/index.ts';
import type { Outline, OutlineStep } from './outline.ts';

const ACTIONS: Readonly<Record<Exclude<Choice['action'], 'keep'>, Action>> = {
  install: 'install',
  upgrade: 'upgrade',
  downgrade: 'downgrade',
  switch: 'reinstall',
  remove: 'remove',
};

type OutlineSource = Pick<Planning, 'catalogue' | 'sources'>;

/** What a person reads of the plan of a solution, without making the plan: a thousand packages cost only their lines. */
export function outlineOfSolution(source: OutlineSource, solution: Solution): Outline {
  const { catalogue } = source;
  const steps: OutlineStep[] = [];
  const decisions: Decision[] = [];
  let download = 0;
  let disk = 0;
  for (const choice of solution.decisions) {
    if (choice.action === 'keep') continue;
    const { leaving, arriving } = sidesOf(choice);
    steps.push({
      id: idOfCandidate(source, choice.candidate),
      action: ACTIONS[choice.action],
      from: leaving === undefined ? undefined : catalogue.versionOf(leaving),
      to: arriving === undefined ? undefined : catalogue.versionOf(arriving),
      reason: reasonText(catalogue, choice),
    });
    decisions.push(...majorUpgrade(source, choice));
    download += arriving === undefined ? 0 : catalogue.downloadBytes(arriving);
    disk += arriving === undefined ? 0 : catalogue.installedBytes(arriving);
    disk -= leaving === undefined ? 0 : catalogue.installedBytes(leaving);
  }
  return { steps, totals: { download, disk }, decisions };
}

function sidesOf(choice: Choice): {
  readonly leaving: Candidate | undefined;
  readonly arriving: Candidate | undefined;
} {
  if (choice.action === 'remove') return { leaving: choice.candidate, arriving: undefined };
  return { leaving: 'previous' in choice ? choice.previous : undefined, arriving: choice.candidate };
}

function majorUpgrade(source: OutlineSource, choice: Choice): Decision[] {
  const { catalogue } = source;
  if (choice.action !== 'upgrade') return [];
  const [from, to] = [choice.previous, choice.candidate].map((candidate) => {
    const { version, repository } = catalogue.cardOf(candidate);
    return { version, scheme: catalogue.repositories[repository]?.scheme ?? 'debian' } as const;
  });
  if (from === undefined || to === undefined || !isMajor(from, to)) return [];
  const id = idOfCandidate(source, choice.candidate);
  return [{ kind: 'major', id, from: from.version, to: to.version }];
}

/** Debian's packages have no groups of their own, so that their details need not be read. */
function idOfCandidate({ catalogue, sources }: OutlineSource, candidate: Candidate): PackageId {
  const { name, architecture } = catalogue.cardOf(candidate);
  const isDebian = sources.grammarOf(catalogue.repositoryOf(candidate)) === 'debian';
  const own = isDebian ? undefined : catalogue.detailsOf(candidate).group;
  return idOf({ name, group: own ?? groupFor(architecture, catalogue.architectures) });
}
