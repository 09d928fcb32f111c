import type { Catalogue } from '../catalogue/index.ts';
import { chosenGroup } from '../plan/chosen-group.ts';
import { isMajor } from '../plan/decisions.ts';
import { groupFor, idOf, type PackageId } from '../package/package.ts';
import type { Action } from '../package/step.ts';
import type { Decision } from '../plan/plan.ts';
import type { Planning } from '../plan/planning.ts';
import type { InstalledSet } from '../state/installed.ts';
import { reasonText, type Candidate, type Decision as Choice, type Solution } from '../solve/index.ts';
import type { Outline, OutlineStep } from './outline.ts';

const ACTIONS: Readonly<Record<Exclude<Choice['action'], 'keep'>, Action>> = {
  install: 'install',
  upgrade: 'upgrade',
  downgrade: 'downgrade',
  switch: 'reinstall',
  remove: 'remove',
};

type OutlineSource = Pick<Planning, 'catalogue' | 'sources' | 'candidates' | 'store'>;

/**
 * What a person reads of the plan of a solution, without making the plan: a thousand packages cost only their lines.
 * @param isAtHand what has not to be downloaded
 */
export function outlineOfSolution(
  source: OutlineSource,
  solution: Solution,
  isAtHand: (candidate: Candidate) => boolean = () => false,
): Outline {
  const { catalogue } = source;
  readAhead(catalogue, solution);
  const namer = new StepNamer(source);
  const steps: OutlineStep[] = [];
  const decisions: Decision[] = [];
  let download = 0;
  let disk = 0;
  for (const choice of solution.decisions) {
    if (choice.action === 'keep') continue;
    const { leaving, arriving } = sidesOf(choice);
    steps.push({
      id: namer.idOf(choice),
      action: ACTIONS[choice.action],
      from: leaving === undefined ? undefined : catalogue.versionOf(leaving),
      to: arriving === undefined ? undefined : catalogue.versionOf(arriving),
      repository: arriving === undefined ? undefined : catalogue.repositoryOf(arriving),
      reason: reasonText(catalogue, choice),
    });
    decisions.push(...majorUpgrade(catalogue, choice, namer));
    download += arriving === undefined || isAtHand(arriving) ? 0 : catalogue.downloadBytes(arriving);
    disk += arriving === undefined ? 0 : catalogue.installedBytes(arriving);
    disk -= leaving === undefined ? 0 : catalogue.installedBytes(leaving);
  }
  return { steps, totals: { download, disk }, decisions };
}

/** What the lines are made of. */
function readAhead(catalogue: Catalogue, { decisions }: Solution): void {
  const changes = decisions.filter(({ action }) => action !== 'keep');
  catalogue.readAhead(
    changes.map(({ candidate }) => candidate),
    changes.flatMap(({ reason }) => ('relation' in reason ? reason.relation : [])),
  );
}

function sidesOf(choice: Choice): {
  readonly leaving: Candidate | undefined;
  readonly arriving: Candidate | undefined;
} {
  if (choice.action === 'remove') return { leaving: choice.candidate, arriving: undefined };
  return { leaving: 'previous' in choice ? choice.previous : undefined, arriving: choice.candidate };
}

function majorUpgrade(catalogue: Catalogue, choice: Choice, namer: StepNamer): Decision[] {
  if (choice.action !== 'upgrade') return [];
  const [from, to] = [choice.previous, choice.candidate].map((candidate) => {
    const { version, repository } = catalogue.cardOf(candidate);
    return { version, scheme: catalogue.repositories[repository]?.scheme ?? 'debian' } as const;
  });
  if (from === undefined || to === undefined || !isMajor(from, to)) return [];
  return [{ kind: 'major', id: namer.idOf(choice), from: from.version, to: to.version }];
}

/** What steps are called: what is installed by its id, which a group may be in that the user chose. */
class StepNamer {
  readonly #source: OutlineSource;
  #installed: InstalledSet | undefined;
  #ids: ReadonlyMap<Candidate, PackageId> | undefined;

  constructor(source: OutlineSource) {
    this.#source = source;
  }

  idOf(choice: Choice): PackageId {
    const leaving = sidesOf(choice).leaving;
    const left = leaving === undefined ? undefined : this.#installedId(leaving);
    if (left !== undefined && choice.action === 'remove') return left;
    const { store } = this.#source;
    const group = left && chosenGroup(store, left, () => (this.#installed ??= store.installed()));
    const { name } = this.#source.catalogue.cardOf(choice.candidate);
    return group === undefined ? idOfCandidate(this.#source, choice.candidate) : idOf({ name, group });
  }

  #installedId(candidate: Candidate): PackageId | undefined {
    this.#ids ??= new Map(Array.from(this.#source.candidates, ([id, found]) => [found, id]));
    return this.#ids.get(candidate);
  }
}

/** Debian's packages have no groups of their own, so that their details need not be read. */
function idOfCandidate({ catalogue, sources }: OutlineSource, candidate: Candidate): PackageId {
  const { name, architecture } = catalogue.cardOf(candidate);
  const isDebian = sources.grammarOf(catalogue.repositoryOf(candidate)) === 'debian';
  const own = isDebian ? undefined : catalogue.detailsOf(candidate).group;
  return idOf({ name, group: own ?? groupFor(architecture, catalogue.architectures) });
}
