import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import type { Trigger } from '../../src/package/step.ts';
import { beginChange } from '../../src/run/begin.ts';
import { calledFor } from '../../src/run/hooks/triggers.ts';
import type { RunResult } from '../../src/run/run.ts';
import { DUE_FILE } from '../../src/state/layout.ts';
import { TestSystem } from './system.ts';

const LDCONFIG: Trigger = { name: 'ldconfig', paths: ['usr/lib/', 'lib/'], command: ['/sbin/ldconfig'] };
const FONTS: Trigger = {
  name: 'fonts',
  paths: ['usr/share/fonts/'],
  command: ['/usr/bin/fc-cache', '-f'],
};

describe('calledFor', () => {
  it('names each trigger once, in their order, for what lies below its paths', () => {
    const changed = ['usr/share/fonts/a.ttf', 'usr/lib/b.so', 'usr/lib/c.so', 'usr/bin/lib/x'];
    assert.deepEqual(calledFor([LDCONFIG, FONTS], changed), [LDCONFIG, FONTS]);
    assert.deepEqual(calledFor([LDCONFIG, FONTS], ['usr/library', 'etc/fonts']), []);
  });
});

const SHELL = '/bin/sh';

/** The shell and every library that it is linked with; nothing where that cannot be found out. */
function shellFiles(): readonly string[] {
  try {
    const libraries = execFileSync('ldd', [SHELL], { encoding: 'utf8' }).match(/\/[^\s()]+/g) ?? [];
    return [SHELL, ...libraries];
  } catch {
    return [];
  }
}

const files = shellFiles();
/** Programs inside another root are run by chroot(1). */
const needs = { skip: process.getuid?.() === 0 && files.length > 0 ? false : 'needs root, and ldd' };

/** Elsewhere the devices of the system stay unseen. */
const apart = spawnSync('unshare', ['--mount', 'true'], { stdio: 'ignore' }).status === 0;

/** A root with a shell in it, outside of any package. */
function withShell(system: TestSystem): TestSystem {
  for (const file of files) {
    fs.mkdirSync(path.dirname(system.path(file)), { recursive: true });
    fs.copyFileSync(file, system.path(file));
  }
  return system;
}

async function install(system: TestSystem, command: Trigger['command']): Promise<RunResult> {
  const a = await system.repository.add('a', '1.0.0', { files: { 'usr/lib/a.so': 'a' } });
  const plan = system.plan([a]);
  return await system.run({ ...plan, triggers: [{ ...LDCONFIG, command }] });
}

describe('triggers', () => {
  it('are skipped where the root has no such program', async () => {
    using system = new TestSystem();
    const { failed } = await install(system, ['/sbin/ldconfig']);
    assert.deepEqual(failed, []);
    assert.equal(fs.existsSync(system.path(DUE_FILE)), false);
  });

  it('run once inside the root', needs, async () => {
    using system = withShell(new TestSystem());
    await install(system, ['/bin/sh', '-c', 'echo ran >> /ran; echo $PATH > /path']);
    assert.equal(system.read('ran'), 'ran\n');
    assert.match(system.read('path'), /^\/usr\/local\/sbin:/);
  });

  it('that fail leave the packages installed, are reported, and stay due until recovery', needs, async () => {
    using system = withShell(new TestSystem());
    const { transaction, failed } = await install(system, ['/bin/sh', '-c', 'echo sorry; test -e /fixed']);
    assert.equal(transaction, 1);
    assert.deepEqual(
      failed.map(({ name, status, output }) => ({ name, status, output })),
      [{ name: 'ldconfig', status: 1, output: 'sorry' }],
    );
    assert.deepEqual(system.versions(), { a: '1.0.0' });
    fs.writeFileSync(system.path('fixed'), '');
    using change = await beginChange(system.root, () => undefined);
    assert.equal(change.recovered?.outcome, 'completed');
    assert.equal(fs.existsSync(system.path(DUE_FILE)), false);
  });
});

function log(name: string): { name: string; content: string } {
  return { name, content: `#!/bin/sh\necho "${name} $*" >> /log\n` };
}

describe('what triggers make', () => {
  it('goes with their program, and nothing is left', needs, async () => {
    using system = new TestSystem();
    const shell = Object.fromEntries(files.map((file) => [file.slice(1), { exec: fs.readFileSync(file) }]));
    const programs = await system.repository.add('sh', '1.0.0', { files: shell });
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/lib/a.so': 'a' } });
    const cache: Trigger = {
      ...LDCONFIG,
      command: ['/bin/sh', '-c', 'echo made > /etc/cache'],
      creates: ['etc/cache'],
    };
    fs.mkdirSync(system.path('etc'));
    const before = system.fingerprint();
    await system.run({ ...system.plan([programs, a]), triggers: [cache] });
    assert.equal(system.read('etc/cache'), 'made\n');
    await system.undo();
    assert.deepEqual(system.fingerprint(), before);
    assert.equal(fs.existsSync(system.path(DUE_FILE)), false);
  });
});

function postinst(command: string): { name: string; content: string }[] {
  return [{ name: 'postinst', content: `#!/bin/sh\n${command}\n` }];
}

describe('maintainer scripts', () => {
  const scripts = ['preinst', 'postinst', 'prerm', 'postrm'].map(log);

  it('run only when asked to, with what Debian gives them', needs, async () => {
    using system = withShell(new TestSystem());
    const [one, two] = await Promise.all(
      ['1.0.0', '1.1.0'].map((version) =>
        system.repository.add('a', version, { files: { 'usr/a': version }, scripts }),
      ),
    );
    assert.ok(one !== undefined && two !== undefined);
    await system.change([one]);
    assert.equal(fs.existsSync(system.path('log')), false);
    await system.run(system.plan([two]), { runScripts: true });
    await system.run(system.plan([], ['a']), { runScripts: true });
    assert.equal(
      system.read('log'),
      [
        'prerm upgrade 1.1.0',
        'preinst upgrade 1.0.0',
        'postrm upgrade 1.1.0',
        'postinst configure 1.0.0',
        'prerm remove',
        'postrm remove',
        '',
      ].join('\n'),
    );
  });

  it('that fail are tried again once others have succeeded', needs, async () => {
    using system = withShell(new TestSystem());
    const first = await system.repository.add('a', '1.0.0', {
      files: { a: '' },
      scripts: postinst('test -e /made'),
    });
    const second = await system.repository.add('b', '1.0.0', {
      files: { b: '' },
      scripts: postinst('echo > /made'),
    });
    const { failed } = await system.run(system.plan([first, second]), { runScripts: true });
    assert.deepEqual(failed, []);
    assert.equal(fs.existsSync(system.path(DUE_FILE)), false);
  });

  it('see the devices of the system, and are told whose they are', needs, async () => {
    using system = withShell(new TestSystem());
    fs.mkdirSync(system.path('dev'));
    const content =
      '#!/bin/sh\necho > /dev/null\necho "$DPKG_MAINTSCRIPT_PACKAGE $DPKG_MAINTSCRIPT_ARCH" > /log\n';
    const a = await system.repository.add('a', '1.0.0', {
      files: { 'usr/a': '' },
      scripts: [{ name: 'postinst', content }],
    });
    await system.run(system.plan([a]), { runScripts: true });
    assert.equal(system.read('log'), `a ${a.architecture}\n`);
    if (apart) assert.deepEqual(fs.readdirSync(system.path('dev')), []);
  });

  it('that refuse beforehand stop the transaction', needs, async () => {
    using system = withShell(new TestSystem());
    const a = await system.repository.add('a', '1.0.0', {
      files: { 'usr/a': '' },
      scripts: [{ name: 'preinst', content: '#!/bin/sh\nexit 3\n' }],
    });
    await assert.rejects(system.run(system.plan([a]), { runScripts: true }), { code: 'tool-failed' });
    assert.deepEqual(system.versions(), {});
    assert.equal(fs.existsSync(system.path('usr')), false);
  });
});
