import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createPac } from '@mpkg/mpkg';
import { buildTree, type Tree } from '@mpkg/testkit';

import {
  type Attributes,
  NO_ATTRIBUTES,
  type Package,
  type PackageWithFiles,
} from '../../src/package/package.ts';
import type { Artifacts, Delivery } from '../../src/run/artifacts.ts';

export interface PackageSpec {
  readonly files?: Tree;
  readonly depends?: readonly string[];
  readonly conflicts?: readonly string[];
  readonly provides?: readonly string[];
  readonly config?: readonly string[];
  readonly modes?: Attributes['modes'];
  readonly scripts?: Attributes['scripts'];
}

/** A small native repository: pacs on the disk, described by plain values, delivered without a network. */
export class TestRepository implements Artifacts {
  readonly directory: string;
  readonly #pacs = new Map<string, string>();
  /** Set to an error that the next delivery of that package fails with. */
  failing: { readonly name: string; readonly error: Error } | undefined;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** One that was filled before, by another process. */
  static open(directory: string): TestRepository {
    const repository = new TestRepository(directory);
    for (const name of fs.readdirSync(directory)) {
      if (name.endsWith('.pac')) repository.#take(path.join(directory, name));
    }
    return repository;
  }

  async add(name: string, version: string, spec: PackageSpec): Promise<Package> {
    const {
      files,
      depends = [],
      conflicts = [],
      provides = [],
      config = [],
      modes = [],
      scripts = [],
    } = spec;
    const built = files === undefined ? undefined : await this.#build(`${name}-${version}`, files);
    return {
      name,
      group: 'default',
      version,
      architecture: 'all',
      repository: 'test',
      kind: files === undefined ? 'group' : 'package',
      summary: `${name} for tests`,
      relations: { grammar: 'index', scheme: 'semver', multiArch: 'no', depends, conflicts, provides },
      artifact:
        built === undefined ? null : { kind: 'pac', name: `${name}-${version}.pac`, urls: [], ...built },
      pac: built?.sha256 ?? null,
      attributes: files === undefined ? NO_ATTRIBUTES : { config, modes, scripts },
      installedBytes: built?.size ?? 0,
    };
  }

  async *deliver(packages: readonly PackageWithFiles[]): AsyncGenerator<Delivery> {
    for (const wanted of packages) {
      if (this.failing?.name === wanted.name) throw this.failing.error;
      const found = await this.find(wanted);
      if (found === undefined) throw new Error(`${wanted.name} is not in the test repository`);
      yield found;
    }
  }

  async find({ artifact, attributes }: PackageWithFiles): Promise<Delivery | undefined> {
    const pac = this.#pacs.get(artifact.sha256);
    return pac === undefined
      ? undefined
      : { pac, sha256: artifact.sha256, attributes: attributes ?? NO_ATTRIBUTES };
  }

  async #build(name: string, files: Tree): Promise<{ sha256: string; size: number }> {
    const tree = path.join(this.directory, name);
    buildTree(tree, files);
    const file = `${tree}.pac`;
    await createPac(file, tree);
    return this.#take(file);
  }

  #take(file: string): { sha256: string; size: number } {
    const bytes = fs.readFileSync(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#pacs.set(sha256, file);
    return { sha256, size: bytes.length };
  }
}
