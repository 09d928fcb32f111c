import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseIndexEntry, writeIndex, type IndexTrigger } from '@mpkg/manifest';
import { buildTree, runTool, type Tree } from '@mpkg/testkit';

/** An entry of an index as a maintainer writes it, with the files of its pac. */
export interface Published {
  readonly name: string;
  readonly version: string;
  readonly files?: Tree;
  readonly [key: string]: unknown;
}

/** A native repository in a directory, its pacs made by mpac. */
export class NativeRepository {
  readonly directory: string;
  readonly #scheme: 'semver' | 'debian';
  #serial = 0;

  constructor(directory: string, scheme: 'semver' | 'debian' = 'semver') {
    this.directory = directory;
    this.#scheme = scheme;
    fs.mkdirSync(directory, { recursive: true });
  }

  /** Publishes a new edition with exactly these packages. */
  async publish(packages: readonly Published[], triggers: readonly IndexTrigger[] = []): Promise<void> {
    const entries = [];
    for (const one of packages) entries.push(parseIndexEntry(JSON.stringify(await this.#entry(one)), 1));
    const head = {
      identity: 'example.org/test',
      serial: ++this.#serial,
      date: '2026-01-01T00:00:00Z',
      expires: undefined,
      scheme: this.#scheme,
      architectures: ['amd64'],
      triggers,
    } as const;
    const lines = [...writeIndex(head, entries, createHash('sha256'))];
    fs.writeFileSync(path.join(this.directory, 'index.jsonl'), lines.join(''));
  }

  /** The files by their paths, as a server has them. */
  files(): Map<string, Buffer> {
    return new Map(
      fs.readdirSync(this.directory).map((name) => [`/${name}`, fs.readFileSync(this.#path(name))]),
    );
  }

  async #entry({ files, ...entry }: Published): Promise<object> {
    const known = { architecture: 'all', summary: `about ${entry.name}`, ...entry };
    if (files === undefined) return known;
    const name = `${entry.name}-${entry.version}.pac.zst`;
    if (!fs.existsSync(this.#path(name))) await this.#pack(name, files);
    const content = fs.readFileSync(this.#path(name));
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { ...known, pac: { url: name, size: content.length, sha256 }, 'installed-size': content.length };
  }

  async #pack(name: string, files: Tree): Promise<void> {
    const tree = `${this.directory}.tree`;
    buildTree(tree, files);
    const { exit, stderr } = await runTool('mpac', ['create', this.#path(name), tree]);
    fs.rmSync(tree, { recursive: true });
    assert.equal(exit, 0, stderr);
  }

  #path(name: string): string {
    return path.join(this.directory, name);
  }
}
