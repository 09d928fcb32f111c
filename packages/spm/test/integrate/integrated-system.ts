import { writeFileSync } from 'node:fs';
import type { Integration } from '@mpkg/manifest';
import type { Tree } from '@mpkg/testkit';

import { ArtifactCache } from '../../src/artifacts/cache.ts';
import { keepPacked } from '../../src/integrate/keep-packed.ts';
import { planDeintegration } from '../../src/integrate/plan-deintegration.ts';
import { planIntegration } from '../../src/integrate/plan-integration.ts';
import { integrationWishes, type IntegrationWish } from '../../src/integrate/wishes.ts';
import { decided } from '../../src/plan/decisions.ts';
import type { PackageId, PackageWithFiles } from '../../src/package/package.ts';
import type { Artifacts, Delivery } from '../../src/run/artifacts.ts';
import type { RunContext } from '../../src/run/context.ts';
import type { RunResult } from '../../src/run/run.ts';
import type { TestRepository } from '../run/repository.ts';
import { TestSystem } from '../run/system.ts';

/** What the repository has, and what the cache got besides. */
class RepositoryAndCache implements Artifacts {
  readonly #repository: TestRepository;
  readonly #cache: ArtifactCache;

  constructor(repository: TestRepository, cache: ArtifactCache) {
    this.#repository = repository;
    this.#cache = cache;
  }

  async *deliver(packages: readonly PackageWithFiles[]): AsyncGenerator<Delivery> {
    for (const wanted of packages) yield (await this.find(wanted)) as Delivery;
  }

  async find(wanted: PackageWithFiles): Promise<Delivery | undefined> {
    const { artifact, attributes } = wanted;
    const pac = this.#cache.find(artifact);
    if (pac === undefined || attributes === null) return this.#repository.find(wanted);
    return { pac, sha256: artifact.sha256, attributes };
  }
}

/** A tree in which packages are installed and integrated. */
export class IntegratedSystem extends TestSystem {
  readonly cache = new ArtifactCache(this.path('var/cache/spm'));
  readonly artifacts: Artifacts = new RepositoryAndCache(this.repository, this.cache);

  async install(name: string, version: string, integration: Integration, files: Tree = {}): Promise<void> {
    const built = await this.repository.add(name, version, {
      files: { [`opt/${name}/cmd/${name}`]: { exec: `${name} ${version}` }, ...files },
    });
    const attributes = { config: [], modes: [], scripts: [], integration };
    await this.run(decided(this.plan([{ ...built, attributes }]), ['major']));
  }

  /** As the options say, or without a name as the world says. */
  async integrate(name?: string, options: Partial<IntegrationWish> = {}): Promise<RunResult> {
    const wishes =
      name === undefined
        ? integrationWishes(this.store.world())
        : [{ id: name as PackageId, commandDirectory: '/usr/local/bin', trust: false, ...options }];
    const { plan, packed } = planIntegration(this.store, wishes);
    keepPacked(this.cache, packed);
    return await this.run(plan);
  }

  async deintegrate(...names: readonly string[]): Promise<RunResult> {
    return await this.run(planDeintegration(this.store, names as PackageId[]));
  }

  write(file: string, text: string): void {
    writeFileSync(this.path(file), text);
  }

  override async run(
    plan: Parameters<TestSystem['run']>[0],
    options: Partial<RunContext> = {},
  ): Promise<RunResult> {
    return await super.run(plan, { artifacts: this.artifacts, ...options });
  }
}
