import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { runTool, temporaryDirectory, type JsonDocument, type RunResult } from '@mpkg/testkit';
import { debianIndex, nativeIndex, type Entry, type Paragraph } from './repositories.ts';

/** Two versions of a server, a mail conflict, a name that several provide, a package that nobody can install, two architectures. */
const DEBIAN: readonly Paragraph[] = [
  {
    Package: 'nginx',
    Version: '1.22.1-9',
    Depends: 'libc6 (>= 2.34), libssl3 (>= 3.0.0), nginx-common (= 1.22.1-9)',
    Recommends: 'logrotate',
    Provides: 'httpd',
    Description: 'small, powerful web/proxy server',
    Homepage: 'https://nginx.example.org',
  },
  { Package: 'nginx', Version: '1.18.0-6', Depends: 'libc6 (>= 2.28), nginx-common (= 1.18.0-6)' },
  { Package: 'nginx-common', Version: '1.22.1-9', Architecture: 'all' },
  { Package: 'nginx-common', Version: '1.18.0-6', Architecture: 'all' },
  {
    Package: 'tinyd',
    Version: '2.0-1',
    Depends: 'libc6',
    Provides: 'httpd',
    Description: 'tiny web server for tests',
  },
  { Package: 'libc6', Version: '2.36-9', 'Multi-Arch': 'same' },
  { Package: 'libc6', Version: '2.36-9', Architecture: 'i386', 'Multi-Arch': 'same' },
  { Package: 'libssl3', Version: '3.0.11-1', Depends: 'libc6 (>= 2.34)' },
  { Package: 'logrotate', Version: '3.21.0-1', Depends: 'libc6' },
  { Package: 'exim4', Version: '4.96-15', Depends: 'exim4-config', Provides: 'mail-transport-agent' },
  { Package: 'exim4-config', Version: '4.96-15', Conflicts: 'postfix' },
  { Package: 'postfix', Version: '3.7.6-0', Depends: 'libc6', Provides: 'mail-transport-agent' },
  { Package: 'busybox', Version: '1.35.0-4', Depends: 'libc6' },
  { Package: 'busybox', Version: '1.35.0-4', Architecture: 'i386', Depends: 'libc6' },
  { Package: 'broken', Version: '1-1', Depends: 'absent (>= 2)' },
];

const NATIVE: readonly Entry[] = [
  { name: 'java', version: '1.0.0', kind: 'abstract' },
  { name: 'openjdk', version: '17.0.0', provides: ['java'], files: ['usr/bin/java'] },
  { name: 'oracle-jdk', version: '21.0.0', provides: ['java'] },
  { name: 'browser', version: '1.0.0', kind: 'abstract', standard: 'fox' },
  { name: 'fox', version: '2.0.0', provides: ['browser'] },
  { name: 'lynx', version: '3.0.0', provides: ['browser'] },
  { name: 'web', version: '1.0.0', kind: 'group', depends: ['tinyd', 'fox'] },
];

/** A list of what is installed: an older server, of which only one package was asked for. */
export const OLDER_LIST = `libc6 2.30-1 dep
nginx 1.18.0-6
nginx-common 1.18.0-6 dep
`;

/** A root with two synced repositories, `debian` and `ours`, that were made for it. */
export class PlannedSystem implements Disposable {
  readonly root: string;
  readonly #directory = temporaryDirectory();

  private constructor() {
    this.root = this.path('root');
    fs.mkdirSync(this.root);
  }

  static async create(): Promise<PlannedSystem> {
    const system = new PlannedSystem();
    const packages = debianIndex(system.path('debian'), DEBIAN);
    const index = nativeIndex(system.path('ours'), NATIVE);
    await system.spm('config', 'set', 'arch', 'amd64');
    await system.spm('config', 'set', 'foreign-archs', '["i686"]');
    await system.spm('repo', 'add', 'debian', '--kind', 'debian', packages);
    await system.spm('repo', 'add', 'ours', index);
    const { exit, stderr } = await system.spm('sync');
    if (exit !== 0) throw new Error(stderr);
    return system;
  }

  /** Runs the built spm in the root. */
  spm(...args: readonly string[]): Promise<RunResult> {
    return runTool('spm', [...args, '--root', this.root], { cwd: this.#directory.path });
  }

  /** The document of a command, with what holds for every document checked. */
  async ask(...args: readonly string[]): Promise<JsonDocument> {
    const result = await this.spm(...args, '--json');
    assert.equal(result.stdout.split('\n').length, 2, 'one document and nothing else');
    const document = result.json();
    assert.equal(document.schema, 'spm/1');
    assert.deepEqual([document.exit, document.ok], [result.exit, result.exit === 0]);
    return document;
  }

  path(name: string): string {
    return path.join(this.#directory.path, name);
  }

  /** Writes a file beside the root and returns its path. */
  write(name: string, text: string): string {
    fs.writeFileSync(this.path(name), text);
    return this.path(name);
  }

  [Symbol.dispose](): void {
    this.#directory[Symbol.dispose]();
  }
}
