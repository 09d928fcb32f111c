import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { describe, it } from 'node:test';
import type { Integration } from '@mpkg/manifest';
import { buildTree } from '@mpkg/testkit';
import fc from 'fast-check';

import { commandDirectoryOf } from '../../src/integrate/command-directory.ts';
import { integrationWishes } from '../../src/integrate/wishes.ts';
import { planIntegration } from '../../src/integrate/plan-integration.ts';
import { planAutoremoval, planRemoval } from '../../src/plan/remove.ts';
import type { PackageId } from '../../src/package/package.ts';
import { examine } from '../../src/run/doctor.ts';
import { IntegratedSystem } from './integrated-system.ts';

const HELLO = 'hello' as PackageId;

const FULL: Integration = {
  commands: ['opt/hello/cmd/hello'],
  links: { 'usr/local/share/hello': '/opt/hello/doc' },
  path: ['/opt/hello/bin'],
  environment: { HELLO_HOME: '/opt/hello', HELLO_GREETING: "it's $HOME" },
  libraries: ['/opt/hello/bin/lib'],
  menu: { 'hello.desktop': '[Desktop Entry]\nName=Hello\n' },
  services: { 'hello.service': '[Service]\n', hello: '#!/bin/sh\n' },
  certificates: { 'ca.pem': '-----BEGIN CERTIFICATE-----\n' },
};

describe('integrate', () => {
  it('puts everything where the system looks for it', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    await system.integrate('hello', { trust: true });
    assert.equal(fs.realpathSync(system.path('usr/local/bin/hello')), system.path('opt/hello/cmd/hello'));
    assert.equal(fs.readlinkSync(system.path('usr/local/share/hello')), '/opt/hello/doc');
    assert.equal(system.read('etc/ld.so.conf.d/hello.conf'), '/opt/hello/bin/lib\n');
    assert.match(system.read('usr/local/share/applications/hello.desktop'), /Name=Hello/);
    assert.equal(system.read('usr/local/lib/systemd/system/hello.service'), '[Service]\n');
    assert.equal(fs.statSync(system.path('etc/init.d/hello')).mode & 0o777, 0o755);
    assert.match(system.read('usr/local/share/ca-certificates/hello/ca.crt'), /^-----BEGIN/);
    assert.ok(system.store.world().has('integrate hello trusting'));
    assert.deepEqual(examine(system.store), []);
  });

  it('has a shell find the commands once, and take values as they are', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    await system.integrate('hello');
    const file = system.path('etc/profile.d/hello.sh');
    const script = `. ${file}; . ${file}; printf '%s\\n' "$PATH" "$HELLO_GREETING"`;
    const { stdout } = spawnSync('/bin/sh', ['-euc', script], { env: { PATH: '/bin' }, encoding: 'utf8' });
    assert.equal(stdout, "/bin:/opt/hello/bin\nit's $HOME\n");
  });

  it('leaves certificates out unless told to trust them', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    const { warnings } = planIntegration(system.store, [
      { id: HELLO, commandDirectory: '/usr/local/bin', trust: false },
    ]);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['certificates-not-trusted'],
    );
    await system.integrate('hello');
    assert.ok(!fs.existsSync(system.path('usr/local/share/ca-certificates')));
  });

  it('is nothing to do the second time, and repairs what was damaged', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    await system.integrate('hello');
    const whole = system.fingerprint();
    assert.equal((await system.integrate('hello')).transaction, null);
    fs.rmSync(system.path('usr/local/bin/hello'));
    assert.notEqual((await system.integrate('hello')).transaction, null);
    assert.deepEqual(system.fingerprint(), whole);
  });

  it('names everything that is in the way and changes nothing', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    buildTree(system.root, { 'usr/local/bin/hello': 'mine', 'etc/profile.d/hello.sh': 'mine' });
    const before = system.fingerprint();
    await assert.rejects(system.integrate('hello'), (error: Error & { code: string; details: object }) => {
      assert.equal(error.code, 'file-conflict');
      assert.deepEqual((error.details as { paths: string[] }).paths.toSorted(), [
        'etc/profile.d/hello.sh',
        'usr/local/bin/hello',
      ]);
      return true;
    });
    assert.deepEqual(system.fingerprint(), before);
    assert.ok(!system.store.world().has('integrate hello'));
  });

  it('follows a package that was updated, and goes when it asks for nothing any more', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    await system.integrate('hello');
    await system.install('hello', '2.0', { commands: ['opt/hello/cmd/hello'] });
    await system.integrate('hello');
    assert.ok(!fs.existsSync(system.path('etc/profile.d/hello.sh')));
    assert.equal(system.versions()['hello.integration'], '2.0');
    await system.install('hello', '3.0', {});
    await system.integrate('hello');
    assert.deepEqual(Object.keys(system.versions()), ['hello']);
  });

  it('takes another directory for commands', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    await system.integrate('hello', { commandDirectory: commandDirectoryOf('/opt//bin/') });
    assert.equal(fs.realpathSync(system.path('opt/bin/hello')), system.path('opt/hello/cmd/hello'));
    for (const wrong of ['opt/bin', '/', '/opt/../bin', '/opt/my bin', '/opt/#']) {
      assert.throws(() => commandDirectoryOf(wrong), { code: 'request-invalid' });
    }
  });

  it('remembers how it was asked for, and says when it is outdated', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    await system.integrate('hello', { commandDirectory: '/opt/bin', trust: true });
    assert.ok(system.store.world().has('integrate hello at /opt/bin trusting'));
    const integrated = system.fingerprint();
    fs.rmSync(system.path('opt/bin/hello'));
    assert.deepEqual(
      examine(system.store).map(({ code, hint }) => `${code}: ${hint}`),
      ['integration-outdated: spm integrate'],
    );
    await system.integrate();
    assert.deepEqual(system.fingerprint(), integrated);
    await system.integrate('hello', { trust: true });
    assert.deepEqual(
      [...system.store.world()].filter((line) => line.startsWith('integrate')),
      ['integrate hello trusting'],
    );
    system.write('var/lib/spm/world', 'integrate hello somehow\n');
    assert.throws(() => integrationWishes(system.store.world()), { code: 'config-invalid' });
  });

  it('keeps what it integrates, and goes with it', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    await system.integrate('hello');
    assert.deepEqual(planAutoremoval(system.store).steps, []);
    await system.run(planRemoval(system.store, [HELLO], false));
    assert.deepEqual(system.fingerprint(), []);
    assert.deepEqual([...system.store.world()], []);
  });

  it('is undone like any transaction', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    const before = system.fingerprint();
    await system.integrate('hello');
    const after = system.fingerprint();
    await system.undo();
    assert.deepEqual(system.fingerprint(), before);
    await system.undo(3);
    assert.deepEqual(system.fingerprint(), after);
  });

  it('reports a cache that could not be made anew, and loses nothing', { skip: !mayEnter() }, async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL, { 'sbin/ldconfig': 'cannot be run' });
    const { transaction, failed } = await system.integrate('hello');
    assert.equal(transaction, 2);
    assert.deepEqual(
      failed.map(({ name }) => name),
      ['ldconfig'],
    );
    assert.ok(fs.existsSync(system.path('usr/local/bin/hello')));
  });
});

describe('deintegrate', () => {
  it('is nothing to do where nothing is integrated', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    assert.equal((await system.deintegrate('hello')).transaction, null);
    await assert.rejects(system.deintegrate('other'), { code: 'package-not-installed' });
  });

  it('keeps what the user edited', async () => {
    using system = new IntegratedSystem();
    await system.install('hello', '1.0', FULL);
    await system.integrate('hello');
    system.write('etc/profile.d/hello.sh', 'mine');
    await system.deintegrate('hello');
    assert.equal(system.read('etc/profile.d/hello.sh.mpkg-save'), 'mine');
  });
});

const name = fc.stringMatching(/^[a-z]{1,3}$/);
const directories = fc.array(
  name.map((word) => `/opt/${word}`),
  { maxLength: 2 },
);
const integrations: fc.Arbitrary<Integration> = fc.record({
  commands: fc.uniqueArray(
    name.map((word) => `opt/x/cmd/${word}`),
    { maxLength: 3 },
  ),
  links: fc.dictionary(
    name.map((word) => `srv/links/${word}`),
    fc.constantFrom('/opt', '../x', 'y'),
    { maxKeys: 2 },
  ),
  path: directories,
  libraries: directories,
  menu: fc.dictionary(
    name.map((word) => `${word}.desktop`),
    fc.constant('text'),
    { maxKeys: 2 },
  ),
  services: fc.dictionary(name, fc.constant('text'), { maxKeys: 2 }),
});

/** What the system has of its own may be where the integration wants to go. */
const trees = fc.dictionary(
  fc.constantFrom('usr/local/bin/a', 'usr/local/bin/b', 'srv/links/c', 'etc/other', 'usr/local/share/x'),
  fc.string(),
  { maxKeys: 2, noNullPrototype: true },
);

describe('integrate, then deintegrate', () => {
  it('is nothing at all, whatever is asked for and whatever is there', async () => {
    let applied = 0;
    await fc.assert(
      fc.asyncProperty(integrations, trees, async (integration, tree) => {
        using system = new IntegratedSystem();
        await system.install('x', '1', integration);
        buildTree(system.root, tree);
        const before = system.fingerprint();
        const done = await system.integrate('x').catch((error: { code: string }) => error);
        if ('code' in done) assert.equal(done.code, 'file-conflict');
        else if (done.transaction !== null) applied += 1;
        if (!('code' in done)) assert.equal((await system.integrate('x')).transaction, null);
        await system.deintegrate('x');
        assert.deepEqual(system.fingerprint(), before);
      }),
      { numRuns: 60 },
    );
    assert.ok(applied > 20, `${applied} were applied`);
  });
});

/** Only root may run programs inside another root. */
function mayEnter(): boolean {
  return process.getuid?.() === 0;
}
