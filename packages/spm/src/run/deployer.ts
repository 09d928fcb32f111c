import type { PlannedDeployment } from '@mpkg/mpkg';

import { partsOf, type PackageId } from '../package/package.ts';
import type { Step } from '../package/step.ts';
import { isDeployed } from '../state/file-lists.ts';
import type { StateStore } from '../state/store.ts';

import { obstaclesIn, withOwners } from './conflicts.ts';

/** What has packages leave their places before they are replaced or removed. */
interface Engine {
  readonly vacate: (request: { readonly name: string; readonly group: string }) => void | Promise<void>;
}

/**
 * Deploys the packages of a plan in its order. A file that moves from one package of the plan to another may be in the way because
 * its old package has its turn later: then that leaves its places at once.
 */
export class Deployer {
  readonly #engine: Engine;
  readonly #store: StateStore;
  /** What is deployed and has still to be replaced or removed. */
  readonly #waiting: Set<PackageId>;

  constructor(engine: Engine, store: StateStore, steps: readonly Step[]) {
    this.#engine = engine;
    this.#store = store;
    const leaving = steps.filter(({ id, before }) => before !== null && isDeployed(store.root, id));
    this.#waiting = new Set(leaving.map(({ id }) => id));
  }

  /** The package has its turn: its old version is what it replaces or removes. */
  begin(id: PackageId): void {
    this.#waiting.delete(id);
  }

  /** @throws SpmError `file-conflict` with the owners of what is in the way; what the engine throws */
  async deploy(id: PackageId, attempt: () => Promise<PlannedDeployment>): Promise<PlannedDeployment> {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        const owners = new Set(obstaclesIn(error, id, this.#store)?.flatMap(({ owner }) => owner ?? []));
        const leaving = [...owners].filter((owner) => this.#waiting.delete(owner));
        if (leaving.length === 0) throw withOwners(error, id, this.#store);
        for (const owner of leaving) await this.#engine.vacate(partsOf(owner));
      }
    }
  }
}
