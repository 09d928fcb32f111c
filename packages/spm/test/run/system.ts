import fs from 'node:fs';
import path from 'node:path';
import { fingerprint, temporaryDirectory } from '@mpkg/testkit';

import { planRollback, planUndo } from '../../src/history/undo.ts';
import { makePlan, type Change } from '../../src/plan/make-plan.ts';
import { idOf, type Package, type PackageId } from '../../src/package/package.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { beginChange } from '../../src/run/begin.ts';
import type { RunEvent } from '../../src/run/events.ts';
import type { RunContext } from '../../src/run/context.ts';
import { run, type RunResult } from '../../src/run/run.ts';
import { stateDigest } from '../../src/state/digest.ts';
import { StateStore } from '../../src/state/store.ts';
import { TestRepository } from './repository.ts';

/** A file system in memory: many small trees come and go. */
const MEMORY = '/dev/shm';

/** A tree of its own with a repository to install from. */
export class TestSystem implements Disposable {
  readonly root: string;
  readonly repository: TestRepository;
  readonly store: StateStore;
  readonly events: RunEvent[] = [];
  readonly #directory: ReturnType<typeof temporaryDirectory>;

  /** @param repository one of its own when absent */
  constructor(repository?: TestRepository) {
    this.#directory = temporaryDirectory(fs.existsSync(MEMORY) ? MEMORY : undefined);
    this.root = path.join(this.#directory.path, 'root');
    fs.mkdirSync(this.root);
    this.repository = repository ?? new TestRepository(path.join(this.#directory.path, 'repository'));
    this.store = new StateStore(this.root);
  }

  /** A plan to have these packages, and not those, as asked for by name. */
  plan(install: readonly Package[], remove: readonly string[] = []): Plan {
    const { packages } = this.store.installed();
    const changes: Change[] = [
      ...install.map((after): Change => {
        return {
          id: idOf(after),
          before: packages.get(idOf(after)) ?? null,
          after,
          reason: { kind: 'explicit' },
        };
      }),
      ...remove.map((id): Change => {
        const before = packages.get(id as PackageId) ?? null;
        return { id: id as PackageId, before, after: null, reason: { kind: 'explicit' } };
      }),
    ];
    return makePlan({
      request: ['change', ...install.map(({ name }) => name), ...remove.map((name) => `-${name}`)],
      base: { state: stateDigest(this.store), catalogue: null },
      changes,
      world: {
        added: install.map(({ name }) => `install ${name}`).filter((line) => !this.store.world().has(line)),
        removed: remove.map((name) => `install ${name}`),
      },
    });
  }

  async run(plan: Plan, options: Partial<RunContext> = {}): Promise<RunResult> {
    const emit = (event: RunEvent): void => void this.events.push(event);
    using change = await beginChange(this.root, emit, { sync: false });
    return await run(plan, {
      state: change.state,
      artifacts: this.repository,
      catalogue: null,
      now: () => new Date(0),
      emit,
      runScripts: false,
      sync: false,
      ...options,
    });
  }

  async change(install: readonly Package[], remove: readonly string[] = []): Promise<RunResult> {
    return await this.run(this.plan(install, remove));
  }

  async undo(transaction?: number): Promise<RunResult> {
    return await this.run(planUndo(this.store, transaction));
  }

  async rollback(transaction: number): Promise<RunResult> {
    return await this.run(planRollback(this.store, transaction));
  }

  /** The tree without the state. */
  fingerprint(): readonly string[] {
    return fingerprint(this.root, { except: ['var'] });
  }

  /** Id and version of what is installed. */
  versions(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...this.store.installed().packages.values()].map(({ id, version }) => [id, version]),
    );
  }

  path(file: string): string {
    return path.join(this.root, file);
  }

  read(file: string): string {
    return fs.readFileSync(this.path(file), 'utf8');
  }

  warnings(): readonly string[] {
    return this.events.flatMap((event) => (event.type === 'warning' ? [event.warning.code] : []));
  }

  [Symbol.dispose](): void {
    this.#directory[Symbol.dispose]();
  }
}
