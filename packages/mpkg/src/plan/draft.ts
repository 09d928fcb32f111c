import { MpkgError } from '../errors.ts';
import { bytesOfText, textOfBytes, type Bytes } from '../bytes.ts';
import type { Group } from '../config/configuration.ts';
import { packageNameOf } from '../config/find-pac.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import { malformed, type DirectoryCounts } from '../state/directory-counts.ts';
import { checkName, DEFAULT_GROUP, formatId, type PackageId } from '../package-id.ts';
import type { PackageRecord } from '../state/record.ts';
import { join, normalise } from '../tree/paths.ts';
import type { Place } from '../tree/place.ts';
import { homePath, prefixInRoot, resolveInHome, statePath, type Workspace } from '../state/workspace.ts';
import type { DeployPlan } from './deploy-plan.ts';
import { groupOf, placeIn } from './group-of.ts';
import { markRemoval, willVacate, type MarkedRemoval } from './mark.ts';
import { planDeploy } from './plan-deploy.ts';
import type { RemovePlan } from './remove-plan.ts';
import type { DeployRequest, RemoveRequest } from './requests.ts';

/** What is planned for one deployment; a package that it replaces leaves in the same step. */
export interface PlannedDeployment {
  readonly plan: DeployPlan;
  readonly replaced: RemovePlan | undefined;
}

/** What a deployment is about. */
interface Subject {
  readonly id: PackageId;
  readonly group: Group;
  /** The version that is replaced. */
  readonly old: PackageRecord | undefined;
}

/** A removal that is marked. */
interface Leaving extends Pick<MarkedRemoval, 'unmark'> {
  readonly plan: RemovePlan;
}

/** Plans several requests one after the other, each on what those before it leave. Reads only. */
export class Draft {
  readonly workspace: Workspace;
  readonly counts: DirectoryCounts;
  /** The directories of leaves that leave. */
  readonly departures = new Set<Place>();
  readonly #removed = new Set<string>();
  readonly #deployed = new Set<string>();
  /** What was vacated, until the request about it comes. */
  readonly #vacated = new Map<string, RemovePlan>();

  constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.counts = workspace.store.counts();
  }

  /** @throws MpkgError `usage`, `group-unknown` */
  group(name: string | undefined): Group {
    return groupOf(this.workspace, groupName(name));
  }

  /** Every package that was vacated is replaced or removed. */
  get isComplete(): boolean {
    return this.#vacated.size === 0;
  }

  /** @throws MpkgError `already-deployed`, and what `planDeploy` throws; the draft is as before then */
  deploy(request: DeployRequest, file: string, index: PacIndex): PlannedDeployment {
    const group = this.group(request.group);
    const id = { group: group.name, name: checkName('package', nameOf(request, file, group)) };
    const vacated = this.#vacated.get(formatId(id));
    const old = vacated?.record ?? this.#current(id);
    if ((old !== undefined && request.replace !== true) || this.#deployed.has(formatId(id))) {
      throw new MpkgError('already-deployed', `${formatId(id)} is deployed already`, {
        subject: formatId(id),
        hint: replacementOf(id, file, request),
      });
    }
    const leaving = vacated === undefined && old !== undefined ? this.#leave(old) : undefined;
    try {
      const plan = this.#plan(request, index, { id, group, old });
      this.#vacated.delete(formatId(id));
      this.#deployed.add(formatId(id));
      return { plan, replaced: vacated ?? leaving?.plan };
    } catch (error) {
      leaving?.unmark();
      throw error;
    }
  }

  /**
   * Has the files of a package leave before the request that replaces or removes it, for others to take their places. That
   * request has to follow.
   * @throws MpkgError `package-not-found`
   */
  vacate(request: RemoveRequest): void {
    const record = this.workspace.store.read(idOf(request));
    const id = formatId(record);
    if (!this.#removed.has(id)) this.#vacated.set(id, this.#leave(record).plan);
  }

  /** @throws MpkgError `package-not-found` */
  remove(request: RemoveRequest): RemovePlan {
    const id = idOf(request);
    const vacated = this.#vacated.get(formatId(id));
    if (this.#vacated.delete(formatId(id)) && vacated !== undefined) return vacated;
    return this.#leave(this.#current(id) ?? this.workspace.store.read(id)).plan;
  }

  #plan(request: DeployRequest, index: PacIndex, { id, group, old }: Subject): DeployPlan {
    const { view, home } = this.workspace;
    const prefix =
      request.into === undefined
        ? (old?.prefix ?? placeIn(this.workspace, group))
        : prefixInRoot(request.into);
    const base = resolveInHome(view, home, prefix);
    const plan = planDeploy(view, {
      ...id,
      index,
      prefix,
      base,
      rules: group.rules,
      skips: request.skip?.map(normalise) ?? old?.skips ?? [],
      configuration: request.keep?.map(normalise) ?? old?.configuration ?? [],
      carries: request.carries ?? false,
      state: statePath(view, home),
      vacates: (directory) => willVacate(view, this.counts, directory),
    });
    const [literal, actual] = [join(homePath(home), prefix), homePath(base)];
    if (literal === actual) return plan;
    return { ...plan, elsewhere: { ...plan.elsewhere, ['' as Bytes]: actual } };
  }

  /** @throws MpkgError `state-malformed` for a directory that it holds and nobody counted: it would stay for ever */
  #leave(record: PackageRecord): Leaving {
    const { view, home } = this.workspace;
    const uncounted = record.directories.find((path) => !this.counts.has(path));
    if (uncounted !== undefined) {
      throw malformed(`${formatId(record)} holds ${textOfBytes(uncounted)}, which it does not count`);
    }
    const base = join(homePath(home), record.prefix);
    const { plan, departures, unmark } = markRemoval(view, this.counts, record, base);
    for (const directory of departures) this.departures.add(directory);
    this.#removed.add(formatId(record));
    return {
      plan,
      unmark: () => {
        unmark();
        this.#removed.delete(formatId(record));
      },
    };
  }

  #current(id: PackageId): PackageRecord | undefined {
    return this.#removed.has(formatId(id)) ? undefined : this.workspace.store.readIfDeployed(id);
  }
}

function nameOf({ name }: DeployRequest, file: string, group: Group): string {
  return name === undefined ? packageNameOf(file, group) : bytesOfText(name);
}

function idOf({ group, name }: RemoveRequest): PackageId {
  return { group: groupName(group), name: checkName('package', name) };
}

/** The command that replaces what is deployed, in its group and by its name. */
function replacementOf({ group, name }: PackageId, file: string, request: DeployRequest): string {
  const where = group === DEFAULT_GROUP ? '' : ` -g ${group}`;
  return `mpkg -i ${file}${where}${request.name === undefined ? '' : ` --name ${name}`} --replace`;
}

function groupName(name: string | undefined): Bytes {
  return name === undefined ? DEFAULT_GROUP : checkName('group', bytesOfText(name));
}
