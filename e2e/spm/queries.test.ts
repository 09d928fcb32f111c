import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fingerprint, type JsonDocument } from '@mpkg/testkit';
import { NativeRepository } from '../support/native-repository.ts';
import { OLDER_LIST, PlannedSystem } from '../support/planned-system.ts';
import { nativeIndex } from '../support/repositories.ts';
import { SpmRoot } from '../support/spm-root.ts';

let system: PlannedSystem;
let older: string;
before(async () => {
  system = await PlannedSystem.create();
  older = system.write('older', OLDER_LIST);
});
after(() => system[Symbol.dispose]());

const ask = (...args: readonly string[]): Promise<JsonDocument> => system.ask(...args);
const names = (packages: readonly { readonly name: string }[]): string[] => packages.map(({ name }) => name);
const failure = ({ exit, errors }: JsonDocument): readonly unknown[] => [exit, errors[0]?.code];

const whyNot = async (...args: readonly string[]): Promise<string> =>
  (await ask('why-not', ...args)).result.kind;

describe('questions about the repositories', () => {
  it('find: words in names and summaries, then providers of the name', async () => {
    assert.deepEqual(names((await ask('find', 'web', 'server')).result.packages), ['tinyd', 'nginx']);
    const { result } = await ask('find', 'httpd');
    assert.partialDeepStrictEqual(result.packages, [
      { name: 'nginx', version: '1.22.1-9', repository: 'debian', provides: 'httpd' },
      { name: 'tinyd', provides: 'httpd' },
    ]);
    assert.equal((await ask('find', 'nginx', '--all')).result.packages.length, 4);
    assert.deepEqual((await ask('find', 'nothing-at-all')).exit, 3);
    assert.match((await system.spm('find', 'nginx')).stdout, /^nginx 1\.22\.1-9 \(debian\): small/);
  });

  it('find --file: where repositories list files', async () => {
    const { result } = await ask('find', '--file', 'bin/java');
    assert.partialDeepStrictEqual(result.packages, [{ name: 'openjdk', path: 'usr/bin/java' }]);
    assert.equal((await ask('find', '--file', '/bin/java')).exit, 3);
  });

  it('find --names: what a shell completes', async () => {
    const all = (await system.spm('find', '--names')).stdout.trim().split('\n');
    assert.equal(all.length, 18);
    assert.deepEqual(all, [...new Set(all)].toSorted());
  });

  it('match: only what fits what is installed', async () => {
    const fresh = await ask('match', 'exim');
    assert.deepEqual(names(fresh.result.packages), ['exim4', 'exim4-config']);
    const mail = system.write('mail', 'postfix 3.7.6-0\nlibc6 2.36-9 dep\n');
    const beside = await ask('match', 'exim', '--installed', mail);
    assert.deepEqual([beside.exit, beside.result.unfit], [3, 2]);
    const upgrade = await ask('match', 'nginx', '--installed', older);
    assert.partialDeepStrictEqual(upgrade.result.packages, [{ name: 'nginx', fits: 'upgrade' }]);
  });

  it('info: all fields of a package, a version, an architecture, a provided name', async () => {
    const { result } = await ask('info', 'nginx', 'nginx@1.18.0-6', 'busybox:i686', 'httpd');
    assert.partialDeepStrictEqual(result.packages, [
      { version: '1.22.1-9', downloadBytes: 20_000, recommends: ['logrotate'] },
      { version: '1.18.0-6' },
      { name: 'busybox', architecture: 'i686' },
      { kind: 'virtual', providers: [{ name: 'nginx' }, { name: 'tinyd' }] },
    ]);
    assert.equal(result.packages[0].details.homepage, 'https://nginx.example.org');
    assert.match((await system.spm('info', 'nginx')).stdout, /^Depends: libc6 \(>= 2\.34\), /m);
  });

  it('depend: each requirement with all that would do, and who asks', async () => {
    const { result } = await ask('depend', 'nginx');
    assert.partialDeepStrictEqual(result.requirements, [
      { kind: 'depends', requirement: 'libc6 (>= 2.34)', packages: [{ name: 'libc6' }] },
      { requirement: 'libssl3 (>= 3.0.0)' },
      { requirement: 'nginx-common (= 1.22.1-9)' },
      { kind: 'recommends', requirement: 'logrotate' },
    ]);
    assert.deepEqual(names((await ask('depend', 'libssl3', '--reverse')).result.packages), ['nginx']);
    const tree = await ask('depend', 'nginx', '--tree');
    assert.deepEqual(names(tree.result.packages), ['nginx', 'libc6', 'libssl3', 'nginx-common']);
    assert.deepEqual(tree.result.packages[2].edges, [{ requirement: 'libc6 (>= 2.34)', node: 1 }]);
    const { stdout } = await system.spm('depend', 'libssl3', '--reverse', '--tree');
    assert.equal(stdout, 'libssl3 3.0.11-1\n└─ nginx 1.22.1-9  needs libssl3 (>= 3.0.0)\n');
  });

  it('an unknown name: up to three near ones, noted for missing', async () => {
    for (const command of ['info', 'depend', 'why', 'why-not']) {
      const { errors, exit } = await ask(command, 'ngnix');
      assert.deepEqual(
        [exit, errors[0]?.code, errors[0]?.details?.['near']],
        [3, 'package-unknown', ['nginx']],
      );
    }
    await ask('plan', 'install', 'wordstar');
    const { result } = await ask('missing');
    assert.partialDeepStrictEqual(result.names, [
      { name: 'ngnix', times: 4 },
      { name: 'wordstar', times: 1 },
    ]);
  });

  it('repo check: which packages nobody can install, and because of what', async () => {
    const { result, exit } = await ask('repo', 'check', 'debian');
    assert.equal(exit, 1);
    assert.partialDeepStrictEqual(result, {
      packages: 15,
      undecided: [],
      uninstallable: [
        { name: 'broken', because: [{ facts: [{ kind: 'depends', requirement: 'absent (>= 2)' }] }] },
      ],
    });
    assert.deepEqual((await ask('repo', 'check', 'ours')).result.uninstallable, []);
    assert.deepEqual(failure(await ask('repo', 'check', 'ous')), [3, 'repository-unknown']);
  });
});

describe('repo check of what is on no list', () => {
  const OURS = [
    { name: 'base', version: '1.0.0' },
    { name: 'tool', version: '1.0.0', depends: ['base >=1.0.0'] },
  ];
  const NEXT = [
    { name: 'base', version: '2.0.0' },
    { name: 'tool', version: '2.0.0', depends: ['base <2.0.0'] },
    { name: 'user', version: '1.0.0', depends: ['outside'] },
  ];
  type Entries = readonly { readonly name: string; readonly version: string }[];
  const edition = async (directory: string, entries: Entries): Promise<string> => {
    await new NativeRepository(directory).publish(
      entries.map((each) => ({ ...each, files: { [each.name]: '' } })),
    );
    return directory;
  };

  it('takes a directory, an index or a URL, beside the repositories of other publishers', async () => {
    using spm = new SpmRoot();
    const listed = await edition(path.join(spm.directory.path, 'ours'), OURS);
    const next = await edition(path.join(spm.directory.path, 'next'), NEXT);
    const other = nativeIndex(path.join(spm.directory.path, 'other'), [
      { name: 'outside', version: '1.0.0' },
    ]);
    const checked = async (...words: readonly string[]): Promise<readonly unknown[]> => {
      const { exit, result } = await spm.run(['repo', 'check', ...words], { cwd: spm.directory.path });
      return [exit, result.packages, names(result.uninstallable)];
    };
    assert.deepEqual(await checked(next), [1, 3, ['tool', 'user']]);
    await spm.ok('repo', 'add', 'ours', listed);
    await spm.ok('repo', 'add', 'other', other);
    await spm.ok('sync');
    const untouched = fingerprint(spm.root);
    for (const operand of ['next', './next/', path.join(next, 'index.jsonl'), `file://${next}/`]) {
      assert.deepEqual(await checked(operand), [1, 3, ['tool']], operand);
    }
    assert.deepEqual(await checked('ours'), [0, 2, []], 'a name of the list is no directory');
    assert.deepEqual(fingerprint(spm.root), untouched);
  });

  it('says of what cannot be read what is wrong with it', async () => {
    using spm = new SpmRoot();
    const folder = await edition(path.join(spm.directory.path, 'next'), OURS);
    const check = async (operand: string): Promise<readonly unknown[]> =>
      failure(await spm.run(['repo', 'check', operand]));
    assert.deepEqual(await check('nowhere'), [3, 'catalogue-missing']);
    assert.deepEqual(await check('./nowhere'), [3, 'file-not-found']);
    fs.truncateSync(path.join(folder, 'index.jsonl'), 200);
    assert.deepEqual(await check(folder), [6, 'index-malformed']);
  });
});

describe('why and why-not', () => {
  it('why: the chain to what was asked for', async () => {
    const { result } = await ask('why', 'nginx-common', '--installed', older);
    assert.partialDeepStrictEqual(result.chain, [
      { name: 'nginx-common', because: 'needed', requirement: 'nginx-common (= 1.18.0-6)' },
      { name: 'nginx', because: 'explicit' },
    ]);
    const imagined = await ask('why', 'libssl3', '--for', 'nginx');
    assert.deepEqual(names(imagined.result.chain), ['libssl3', 'nginx']);
  });

  it('why: of what is not installed, what would bring it', async () => {
    const { result, exit } = await ask('why', 'libssl3');
    assert.deepEqual([exit, result.chain, names(result.broughtBy)], [0, [], ['nginx']]);
  });

  it('why-not: unneeded, outweighed, impossible, there', async () => {
    assert.equal(await whyNot('tinyd'), 'unneeded');
    assert.equal(await whyNot('nginx@1.22.1-9', '--installed', older), 'outweighed');
    assert.equal(await whyNot('broken'), 'impossible');
    assert.equal(await whyNot('postfix', '--for', 'exim4'), 'impossible');
    assert.equal(await whyNot('nginx@1.18.0-6', '--installed', older), 'installed');
    assert.equal(await whyNot('libssl3', '--for', 'nginx'), 'chosen');
  });
});

describe('for maintainers and shells', () => {
  it('lint: what is wrong, where, and what to write', async () => {
    const file = system.write('MANIFEST.json', '{ "name": "x", "nmae": 1 }\n');
    const { result, exit } = await ask('lint', file);
    assert.equal(exit, 1);
    assert(result.findings.some((finding: { line: number }) => finding.line === 1));
    assert.match((await system.spm('lint', file)).stdout, /MANIFEST\.json:1:\d+: error: /);
    const index = await ask('lint', system.path('ours/index.jsonl'));
    assert.equal(index.exit, 0);
    assert.partialDeepStrictEqual(index.result.findings, [
      { severity: 'warning', code: 'name-unknown', line: 8 },
    ]);
    assert.equal((await ask('lint', 'no-such-file')).exit, 3);
  });

  it('completion: a script for each shell', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      assert.match((await system.spm('completion', shell)).stdout, /why-not/);
    }
    assert.equal((await system.spm('completion', 'tcsh')).exit, 2);
  });
});
