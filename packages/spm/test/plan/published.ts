import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseIndexEntry, writeIndex, type IndexTrigger } from '@mpkg/manifest';
import { createPac } from '@mpkg/mpkg';
import { buildTree, temporaryDirectory, type Tree } from '@mpkg/testkit';

import { ArtifactCache } from '../../src/artifacts/cache.ts';
import { inventory } from '../../src/artifacts/inventory.ts';
import { cacheDirectory } from '../../src/artifacts/layout.ts';
import { decided } from '../../src/plan/decisions.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { openPlanning } from '../../src/plan/planning.ts';
import { catalogueIdentity } from '../../src/plan/catalogue-identity.ts';
import type { Asked } from '../../src/plan/solve-jobs.ts';
import type { Planning } from '../../src/plan/planning.ts';
import { planJobs } from '../../src/plan/solve-plan.ts';
import type { Repository } from '../../src/repos/repository.ts';
import { beginChange } from '../../src/run/begin.ts';
import { CachedArtifacts } from '../../src/run/cached-artifacts.ts';
import type { RunEvent } from '../../src/run/events.ts';
import { run, type RunResult } from '../../src/run/run.ts';
import { StateStore } from '../../src/state/store.ts';
import type { CatalogueOptions } from '../../src/sync/catalogue-options.ts';
import { syncAndCompile } from '../../src/sync/sync-and-compile.ts';
import { Transport } from '../../src/transport/transport.ts';
import { PATIENT } from '../transport/patience.ts';

/** An entry of an index as a maintainer writes it, with the files of its pac. */
export interface Published {
  readonly name: string;
  readonly version: string;
  readonly files?: Tree;
  readonly [key: string]: unknown;
}

const HEAD = {
  identity: 'test',
  date: '2026-01-01T00:00:00Z',
  expires: undefined,
  scheme: 'semver',
  architectures: ['amd64'],
} as const;

const quiet = (): void => undefined;

/** A native repository published in a folder, and a root that installs from it over `file:`. */
export class PublishedSystem implements Disposable {
  readonly root: string;
  readonly store: StateStore;
  readonly events: RunEvent[] = [];
  readonly #directory = temporaryDirectory();
  readonly #published: string;
  readonly #transport: Transport;
  #serial = 0;

  constructor() {
    this.root = path.join(this.#directory.path, 'root');
    this.#published = path.join(this.#directory.path, 'published');
    for (const directory of [this.root, this.#published]) fs.mkdirSync(directory);
    this.store = new StateStore(this.root);
    this.#transport = new Transport({
      timeout: PATIENT,
      retries: 0,
      retryDelay: 1,
      offline: false,
      authWarn: false,
      onEvent: quiet,
    });
  }

  /** Publishes exactly these packages and synchronises. */
  async publish(packages: readonly Published[], triggers: readonly IndexTrigger[] = []): Promise<void> {
    const entries = [];
    for (const one of packages) entries.push(parseIndexEntry(JSON.stringify(await this.#entry(one)), 1));
    const head = { ...HEAD, serial: ++this.#serial, triggers };
    const lines = [...writeIndex(head, entries, createHash('sha256'))];
    fs.writeFileSync(path.join(this.#published, 'index.jsonl'), lines.join(''));
    await syncAndCompile({
      ...this.#options(),
      transport: this.#transport,
      parallel: 1,
      policy: { override: false, now: Date.parse(HEAD.date), maxIndexBytes: 1 << 26 },
    });
  }

  /** Takes all pacs away, as a mirror that has moved on. */
  unpublishPacs(): void {
    for (const name of fs.readdirSync(this.#published)) {
      if (name.endsWith('.pac')) fs.rmSync(path.join(this.#published, name));
    }
  }

  /** Changes the last byte of every object in the cache, as a bad disk would. */
  damageCache(): void {
    const cache = new ArtifactCache(cacheDirectory(this.root));
    for (const { kind, path: object } of inventory(cache)) {
      if (kind !== 'object') continue;
      const bytes = fs.readFileSync(object);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      fs.writeFileSync(object, bytes);
    }
  }

  async planning<T>(use: (planning: Planning) => T): Promise<T> {
    const planning = await openPlanning(this.store, this.#options());
    try {
      return use(planning);
    } finally {
      planning.catalogue.close();
    }
  }

  async plan(asked: Asked): Promise<Plan> {
    return await this.planning((planning) => planJobs(planning, asked).plan);
  }

  async install(...names: string[]): Promise<Plan> {
    const plan = await this.plan({
      words: ['install', ...names],
      jobs: names.map((name) => ({ job: 'install', target: { name } })),
    });
    await this.run(plan);
    return plan;
  }

  async run(plan: Plan, { offline = false }: { readonly offline?: boolean } = {}): Promise<RunResult> {
    const emit = (event: RunEvent): void => void this.events.push(event);
    using change = await beginChange(this.root, emit, { sync: false });
    const planning = await openPlanning(this.store, this.#options());
    const catalogue = catalogueIdentity(planning.catalogue);
    planning.catalogue.close();
    const artifacts = new CachedArtifacts({
      cache: new ArtifactCache(cacheDirectory(this.root)),
      transport: this.#transport,
      offline,
      downloads: 2,
      preparations: 1,
      onEvent: quiet,
    });
    const context = { state: change.state, artifacts, catalogue, now: () => new Date(0), emit };
    return await run(decided(plan, ['major']), { ...context, runScripts: false, sync: false });
  }

  versions(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...this.store.installed().packages.values()].map(({ id, version }) => [id, version]),
    );
  }

  exists(file: string): boolean {
    return fs.existsSync(path.join(this.root, file));
  }

  [Symbol.dispose](): void {
    this.#transport.close();
    this.#directory[Symbol.dispose]();
  }

  #options(): CatalogueOptions {
    const repository: Repository = {
      name: 'test',
      kind: 'index',
      urls: [pathToFileURL(`${this.#published}/`)],
      suites: [],
      components: [],
      architectures: ['amd64'],
      trust: [],
      keyring: undefined,
    };
    return {
      path: path.join(this.root, 'var/lib/spm/catalogue'),
      storeFolder: path.join(this.root, 'var/lib/spm/repos'),
      repositories: [repository],
      architectures: ['amd64'],
      onEvent: quiet,
    };
  }

  async #entry({ files, ...entry }: Published): Promise<object> {
    const known = { architecture: 'amd64', summary: `about ${entry.name}`, ...entry };
    if (files === undefined) return known;
    const tree = path.join(this.#directory.path, `${entry.name}-${entry.version}`);
    const name = `${entry.name}-${entry.version}.pac`;
    const file = path.join(this.#published, name);
    if (!fs.existsSync(tree)) buildTree(tree, files);
    if (!fs.existsSync(file)) await createPac(file, tree);
    const bytes = fs.readFileSync(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { ...known, pac: { url: name, size: bytes.length, sha256 }, 'installed-size': bytes.length };
  }
}
