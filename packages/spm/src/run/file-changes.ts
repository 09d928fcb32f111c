import {
  bytesOfText,
  DryRun,
  StateReader,
  type Bytes,
  type PlannedDeployment,
  type RemovePlan,
} from '@mpkg/mpkg';

import { hasFiles, type PackageId, type PackageWithFiles, partsOf } from '../package/package.ts';
import type { Step } from '../package/step.ts';
import type { Plan } from '../plan/plan.ts';
import { isDeployed } from '../state/file-lists.ts';
import type { StateStore } from '../state/store.ts';
import { skipsOf } from '../world/skips.ts';
import { changed } from '../world/world.ts';
import type { Beginning } from './beginnings.ts';
import { Deployer } from './deployer.ts';
import { Placing } from './placing/placing.ts';

/** What a step does to files and links: byte strings, from the root of the tree. */
export interface FileChanges {
  readonly id: PackageId;
  readonly added: readonly string[];
  /** In both versions; the content may be the same. */
  readonly replaced: readonly string[];
  readonly removed: readonly string[];
  /** Nobody could say what the new version brings before it is fetched. */
  readonly isUnknown: boolean;
}

export interface FileChangesInput {
  readonly store: StateStore;
  /** The beginnings of packages, in the order given; undefined for what is not known. */
  readonly beginnings: (packages: readonly PackageWithFiles[]) => Promise<readonly (Beginning | undefined)[]>;
}

/**
 * The exact changes of a plan to files, before any content is fetched: what the engine would do, given the indexes of the pacs.
 * @throws SpmError `file-conflict` for files that would be in the way; what fetching raises
 */
export async function fileChanges(
  plan: Plan,
  { store, beginnings }: FileChangesInput,
): Promise<FileChanges[]> {
  const arriving = plan.steps.flatMap(({ after }) => (after !== null && hasFiles(after) ? [after] : []));
  const known = new Map((await beginnings(arriving)).map((found, place) => [arriving[place], found]));
  const rehearsal = new Rehearsal(plan, store);
  const changes: FileChanges[] = [];
  for (const step of plan.steps) {
    const { after } = step;
    changes.push(
      await rehearsal.changesOf(step, after !== null && hasFiles(after) ? known.get(after) : undefined),
    );
  }
  return changes;
}

const NOTHING = { added: [], replaced: [], removed: [], isUnknown: false } as const;

class Rehearsal {
  readonly #engine: DryRun;
  readonly #deployer: Deployer;
  readonly #placing: Placing;
  readonly #plan: Plan;
  readonly #store: StateStore;

  constructor(plan: Plan, store: StateStore) {
    const { root } = store;
    this.#placing = new Placing(new StateReader({ root }).configuration, plan);
    this.#engine = new DryRun({ root, configuration: this.#placing.configuration });
    this.#deployer = new Deployer(this.#engine, store, plan.steps);
    this.#plan = plan;
    this.#store = store;
  }

  async changesOf(step: Step, beginning: Beginning | undefined): Promise<FileChanges> {
    const { id, before, after } = step;
    this.#deployer.begin(id);
    const previous = before === null ? null : this.#store.packageOf({ id, ...before });
    const isReplaced = previous !== null && hasFiles(previous) && isDeployed(this.#store.root, id);
    if (after !== null && hasFiles(after) && beginning !== undefined) {
      const planned = await this.#deploy({ id, after, beginning, isReplaced });
      return { id, ...changesIn(planned) };
    }
    const isUnknown = after !== null && hasFiles(after);
    if (!isReplaced) return { ...NOTHING, id, isUnknown };
    // What an unknown version leaves may be what another one needs.
    const plan = this.#engine.remove(partsOf(id));
    return isUnknown ? { ...NOTHING, id, isUnknown } : { ...NOTHING, id, removed: pathsOf(plan) };
  }

  async #deploy({ id, after, beginning, isReplaced }: Deployment): Promise<PlannedDeployment> {
    const { pac, attributes, isWhole } = beginning;
    const { skip, into } = await this.#placing.placementOf(after, { pac, isBeginning: !isWhole });
    const skipped = after.skipped ?? skipsOf(changed(this.#store.world(), this.#plan.world), id);
    return this.#deployer.deploy(id, () =>
      this.#engine.deploy(
        {
          ...partsOf(id),
          pac,
          keep: attributes.config as readonly Bytes[],
          skip: [...skipped.map(bytesOfText), ...(skip as readonly Bytes[])],
          into,
          replace: isReplaced,
        },
        { isBeginning: !isWhole },
      ),
    );
  }
}

interface Deployment {
  readonly id: PackageId;
  readonly after: PackageWithFiles;
  readonly beginning: Beginning;
  readonly isReplaced: boolean;
}

function changesIn({ plan, replaced }: PlannedDeployment): Omit<FileChanges, 'id'> {
  const leaves = [...plan.entries].filter(({ action }) => action !== 'make');
  const old = new Set(replaced === undefined ? [] : pathsOf(replaced));
  const paths = leaves.map(pathOf);
  const next = new Set(paths);
  return {
    added: paths.filter((path) => !old.has(path)),
    replaced: paths.filter((path) => old.has(path)),
    removed: [...old].filter((path) => !next.has(path)),
    isUnknown: false,
  };
}

/** Of a removal the files that lie there. */
function pathsOf({ removals }: RemovePlan): string[] {
  return [...removals].flatMap(({ directory, name, fate }) => {
    if (fate === 'gone' || fate === 'leave') return [];
    return [pathOf({ directory, name })];
  });
}

function pathOf({ directory, name }: { readonly directory: string; readonly name: string }): string {
  return directory === '' ? name : `${directory}/${name}`;
}
