import { MpkgError } from '../errors.ts';
import { bytesOfText, type Bytes } from '../bytes.ts';
import { groupNamed, type Group } from '../config/configuration.ts';
import { packageNameOf } from '../config/find-pac.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import type { DirectoryCounts } from '../state/directory-counts.ts';
import { checkName, DEFAULT_GROUP, formatId, type PackageId } from '../state/package-id.ts';
import type { PackageRecord } from '../state/record.ts';
import { join, normalise } from '../tree/paths.ts';
import type { Place } from '../tree/place.ts';
import { homePath, resolveInHome, statePath, type Workspace } from '../state/workspace.ts';
import type { DeployPlan } from './deploy-plan.ts';
import { markRemoval, willVacate } from './mark.ts';
import { planDeploy } from './plan-deploy.ts';
import { planRemove } from './plan-remove.ts';
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

/** Plans several requests one after the other, each on what those before it leave. Reads only. */
export class Draft {
  readonly workspace: Workspace;
  readonly counts: DirectoryCounts;
  /** Leaves of packages that leave. */
  readonly departures: Place[] = [];
  readonly #removed = new Set<string>();
  readonly #deployed = new Set<string>();

  constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.counts = workspace.store.counts();
  }

  /** @throws MpkgError `usage`, `group-unknown` */
  group(name: string | undefined): Group {
    return groupNamed(this.workspace.configuration, groupName(name));
  }

  /** @throws MpkgError `already-deployed`, and what `planDeploy` throws; after that, the draft is spoilt */
  deploy(request: DeployRequest, file: string, index: PacIndex): PlannedDeployment {
    const group = this.group(request.group);
    const id = { group: group.name, name: checkName('package', request.name ?? packageNameOf(file, group)) };
    const old = this.#current(id);
    if ((old !== undefined && request.replace !== true) || this.#deployed.has(formatId(id))) {
      throw new MpkgError('already-deployed', `${formatId(id)} is deployed already`, {
        subject: formatId(id),
        hint: `mpkg -i ${file} --replace`,
      });
    }
    const replaced = old && this.#remove(old);
    const plan = this.#plan(request, index, { id, group, old });
    this.#deployed.add(formatId(id));
    return { plan, replaced };
  }

  /** @throws MpkgError `package-not-found` */
  remove(request: RemoveRequest): RemovePlan {
    const id = { group: groupName(request.group), name: checkName('package', request.name) };
    const record = this.#current(id) ?? this.workspace.store.read(id);
    return this.#remove(record);
  }

  #plan(request: DeployRequest, index: PacIndex, { id, group, old }: Subject): DeployPlan {
    const { view, home } = this.workspace;
    const prefix = request.into === undefined ? (old?.prefix ?? group.into) : prefixOf(request.into);
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

  #remove(record: PackageRecord): RemovePlan {
    const { view, home } = this.workspace;
    const plan = planRemove(view, record, join(homePath(home), record.prefix));
    this.departures.push(...markRemoval(view, this.counts, plan));
    this.#removed.add(formatId(record));
    return plan;
  }

  #current(id: PackageId): PackageRecord | undefined {
    return this.#removed.has(formatId(id)) ? undefined : this.workspace.store.readIfDeployed(id);
  }
}

/** @throws MpkgError `usage` */
function prefixOf(into: string): Bytes {
  if (!into.split('/').includes('..')) return normalise(bytesOfText(into));
  throw new MpkgError('usage', `"${into}" has ".." in it`, { subject: into });
}

function groupName(name: string | undefined): Bytes {
  return name === undefined ? DEFAULT_GROUP : checkName('group', bytesOfText(name));
}
