import type { Catalogue } from '../catalogue/index.ts';
import { chosenGroup } from '../plan/chosen-group.ts';
import { isMajor } from '../plan/decisions.ts';
import { groupFor, idOf, type PackageId } from '../package/package.ts';
import type { Action } from '../package/step.ts';
import type { Decision } from '../plan/plan.ts';
import type { Planning } from '../plan/planning.ts';
import type { InstalledSet } from '../state/installed.ts';
import {
  reasonText,
  type Candidate,
  type Decision as Choice,
  type Relation,
  type Solution,
} from '../solve/index.ts';
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
  const { repositories } = catalogue;
  const namer = new StepNamer(source);
  const steps: OutlineStep[] = [];
  const decisions: Decision[] = [];
  let download = 0;
  let disk = 0;
  for (const choice of solution.decisions) {
    const { action } = choice;
    if (action === 'keep') continue;
    const leaving = leavingIn(choice);
    const arriving = action === 'remove' ? undefined : choice.candidate;
    const from = leaving === undefined ? undefined : catalogue.cardOf(leaving);
    const to = arriving === undefined ? undefined : catalogue.cardOf(arriving);
    steps.push({
      id: leaving === undefined ? namer.idOfCandidate(choice.candidate) : namer.idOf(choice, leaving),
      action: ACTIONS[action],
      from: from?.version,
      to: to?.version,
      repository: to && repositories[to.repository]?.name,
      reason: reasonText(catalogue, choice),
    });
    if (action === 'remove' && from?.essential === true && choice.reason.kind !== 'replaces') {
      decisions.push({ kind: 'essential', id: namer.idOf(choice, choice.candidate) });
    }
    if (action === 'upgrade') decisions.push(...majorUpgrade(catalogue, choice, namer));
    if (to !== undefined) {
      if (!isAtHand(choice.candidate)) download += to.downloadBytes;
      disk += to.installedBytes;
    }
    if (from !== undefined) disk -= from.installedBytes;
  }
  return { steps, totals: { download, disk }, decisions };
}

/** What the lines are made of. */
function readAhead(catalogue: Catalogue, { decisions }: Solution): void {
  const candidates: Candidate[] = [];
  const relations: Relation[] = [];
  for (const { action, candidate, reason } of decisions) {
    if (action === 'keep') continue;
    candidates.push(candidate);
    if ('relation' in reason) relations.push(reason.relation);
  }
  catalogue.readAhead(candidates, relations);
}

function leavingIn(choice: Choice): Candidate | undefined {
  if (choice.action === 'remove') return choice.candidate;
  return 'previous' in choice ? choice.previous : undefined;
}

function majorUpgrade(
  catalogue: Catalogue,
  choice: Extract<Choice, { readonly action: 'upgrade' | 'downgrade' | 'switch' }>,
  namer: StepNamer,
): Decision[] {
  const [from, to] = [choice.previous, choice.candidate].map((candidate) => {
    const { version, repository } = catalogue.cardOf(candidate);
    return { version, scheme: catalogue.repositories[repository]?.scheme ?? 'debian' } as const;
  });
  if (from === undefined || to === undefined || !isMajor(from, to)) return [];
  return [{ kind: 'major', id: namer.idOf(choice, choice.previous), from: from.version, to: to.version }];
}

/** What steps are called: what is installed by its id, which a group may be in that the user chose. */
class StepNamer {
  readonly #source: OutlineSource;
  #installed: InstalledSet | undefined;
  #ids: ReadonlyMap<Candidate, PackageId> | undefined;
  /** By rank of a repository, whether it is one of Debian's. */
  readonly #isDebian: readonly boolean[];
  /** By architecture, of Debian's packages. */
  readonly #groups = new Map<string, string>();

  constructor(source: OutlineSource) {
    this.#source = source;
    const { catalogue, sources } = source;
    this.#isDebian = catalogue.repositories.map(({ name }) => sources.grammarOf(name) === 'debian');
  }

  /** Of a step that takes the place of what is installed, or removes it. */
  idOf(choice: Choice, leaving: Candidate): PackageId {
    const left = this.#installedId(leaving);
    if (left === undefined) return this.idOfCandidate(choice.candidate);
    if (choice.action === 'remove') return left;
    const { store } = this.#source;
    const group = chosenGroup(store, left, () => (this.#installed ??= store.installed()));
    const { name } = this.#source.catalogue.cardOf(choice.candidate);
    return group === undefined ? this.idOfCandidate(choice.candidate) : idOf({ name, group });
  }

  /** Debian's packages have no groups of their own, so that their details need not be read. */
  idOfCandidate(candidate: Candidate): PackageId {
    const { catalogue } = this.#source;
    const { name, architecture, repository } = catalogue.cardOf(candidate);
    if (this.#isDebian[repository] === true) return idOf({ name, group: this.#debianGroup(architecture) });
    const { group, parallel: series } = catalogue.detailsOf(candidate);
    return idOf({ name, group: group ?? groupFor({ name, architecture, series }, catalogue.architectures) });
  }

  #debianGroup(architecture: string): string {
    let group = this.#groups.get(architecture);
    if (group === undefined) {
      group = groupFor({ name: '', architecture }, this.#source.catalogue.architectures);
      this.#groups.set(architecture, group);
    }
    return group;
  }

  #installedId(candidate: Candidate): PackageId | undefined {
    this.#ids ??= new Map(Array.from(this.#source.candidates, ([id, found]) => [found, id]));
    return this.#ids.get(candidate);
  }
}
