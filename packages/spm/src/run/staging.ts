import {
  bytesOfText,
  parseModes,
  type Bytes,
  type DeployPlan,
  type PlannedDeployment,
  type RemovePlan,
  type Transaction,
} from '@mpkg/mpkg';

import {
  hasFiles,
  idOf,
  NO_ATTRIBUTES,
  type Package,
  type PackageId,
  type PackageWithFiles,
  partsOf,
} from '../package/package.ts';
import type { Step } from '../package/step.ts';
import type { Delivery } from './artifacts.ts';
import type { ConfigMerge } from './config/plan-merge.ts';
import { mergesOf } from './config/merges.ts';
import { Deployer } from './deployer.ts';
import { scriptsOf } from './hooks/scripts.ts';
import type { DueScript } from './hooks/due.ts';
import type { Deployed } from './next-state.ts';
import type { World } from '../world/world.ts';
import { isDeployed } from '../state/file-lists.ts';
import { skipsOf } from '../world/skips.ts';
import type { Placing } from './placing/placing.ts';
import type { RunContext } from './context.ts';

/** What packages are staged with. */
export interface StagingInput {
  readonly context: RunContext;
  readonly placing: Placing;
  /** As it is to be. */
  readonly world: World;
}

/** A package to be deployed, and the version that it replaces. */
interface Deployment {
  readonly next: Package;
  readonly delivery: Delivery;
  readonly previous: Package | null;
  readonly deployer: Deployer;
}

/** Hands a plan's packages to the engine, one after the other, and gathers what has to be known of them afterwards. */
export class Staging {
  readonly deployed = new Map<PackageId, Deployed>();
  /** Files that come or change, from the root of the tree, each by every path that leads there by design. */
  readonly arriving = new Set<string>();
  /** Files of versions that go. */
  readonly leaving = new Set<string>();
  readonly merges: ConfigMerge[] = [];
  readonly scriptsBefore: DueScript[] = [];
  readonly scriptsAfter: DueScript[] = [];
  readonly #transaction: Transaction;
  readonly #context: RunContext;
  readonly #placing: Placing;
  readonly #world: World;

  constructor(transaction: Transaction, { context, placing, world }: StagingInput) {
    this.#transaction = transaction;
    this.#context = context;
    this.#placing = placing;
    this.#world = world;
  }

  /** @throws SpmError `file-conflict`; whatever fetching or the engine raises */
  async stage(steps: readonly Step[]): Promise<void> {
    const { artifacts, emit, signal } = this.#context;
    const deployer = new Deployer(this.#transaction, this.#context.state.store, steps);
    const wanted = steps.flatMap(({ after }) => (after !== null && hasFiles(after) ? [after] : []));
    const deliveries = artifacts.deliver(wanted, signal)[Symbol.asyncIterator]();
    try {
      for (const [index, step] of steps.entries()) {
        const { id, action } = step;
        emit({ type: 'step', id, action, index, count: steps.length });
        deployer.begin(id);
        await this.#stageStep(step, deliveries, deployer);
      }
    } finally {
      await deliveries.return?.();
    }
  }

  async #stageStep(
    { id, before, after }: Step,
    deliveries: AsyncIterator<Delivery>,
    deployer: Deployer,
  ): Promise<void> {
    const previous = before === null ? null : this.#context.state.store.packageOf({ id, ...before });
    const next = after === null ? null : { ...after, attributes: after.attributes ?? NO_ATTRIBUTES };
    if (next !== null && hasFiles(next)) {
      const { value, done } = await deliveries.next();
      if (done === true) throw new TypeError(`no pac was delivered for ${id}`);
      await this.#deploy({ next, delivery: value, previous, deployer });
      this.#addScripts(id, previous, { ...next, attributes: value.attributes });
      return;
    }
    // mpkg may have removed it alone.
    if (previous !== null && hasFiles(previous) && isDeployed(this.#context.state.store.root, id))
      this.#noteRemoval(await this.#transaction.remove(partsOf(id)));
    this.#addScripts(id, previous, next);
  }

  async #deploy({ next, delivery, previous, deployer }: Deployment): Promise<void> {
    const { pac, sha256, isVerified, attributes } = delivery;
    const id = idOf(next);
    const skipped = next.skipped ?? skipsOf(this.#world, id);
    const { skip, into } = await this.#placing.placementOf(next, { pac });
    const replaced = previous !== null && hasFiles(previous) ? previous : undefined;
    const planned = await deployer.deploy(id, () =>
      this.#transaction.deploy({
        ...partsOf(id),
        pac,
        sha256,
        isVerified,
        modes: parseModes(JSON.stringify(attributes.modes), id),
        keep: attributes.config as readonly Bytes[],
        skip: [...skipped.map(bytesOfText), ...(skip as readonly Bytes[])],
        into,
        replace: replaced !== undefined,
      }),
    );
    this.#noteDeployment(planned, { attributes, pac: sha256, skipped });
    this.merges.push(...(await this.#mergesOf(planned.plan, pac, replaced)));
  }

  async #mergesOf(
    plan: DeployPlan,
    pac: string,
    replaced: PackageWithFiles | undefined,
  ): Promise<ConfigMerge[]> {
    const { artifacts, state } = this.#context;
    const findPrevious = async (): Promise<string | undefined> =>
      replaced && (await artifacts.find(replaced))?.pac;
    return mergesOf({ root: state.store.root, plan, pac, findPrevious });
  }

  #noteDeployment({ plan, replaced }: PlannedDeployment, facts: Omit<Deployed, 'paths'>): void {
    if (replaced !== undefined) this.#noteRemoval(replaced);
    const paths = new Set<string>();
    for (const { action, directory, name, path } of plan.entries) {
      if (action !== 'make') paths.add(below(directory, name)).add(below(plan.prefix, path));
    }
    for (const path of paths) this.arriving.add(path);
    this.deployed.set(idOf(plan), { ...facts, paths: [...paths] });
  }

  #noteRemoval({ record, removals }: RemovePlan): void {
    for (const { directory, name } of removals) this.leaving.add(below(directory, name));
    for (const { path } of record.leaves) this.leaving.add(below(record.prefix, path));
  }

  #addScripts(id: PackageId, previous: Package | null, next: Package | null): void {
    if (!this.#context.runScripts) return;
    const { before, after } = scriptsOf(id, previous, next);
    this.scriptsBefore.push(...before);
    this.scriptsAfter.push(...after);
  }
}

function below(directory: string, path: string): string {
  return directory === '' ? path : `${directory}/${path}`;
}
