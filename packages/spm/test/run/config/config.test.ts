import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';

import { DUE_FILE } from '../../../src/state/layout.ts';
import type { Package } from '../../../src/package/package.ts';
import { TestSystem } from '../system.ts';

const DEFAULTS = 'port 80\nuser www\nlog on\nroot /srv\n';
const NEW_DEFAULTS = DEFAULTS.replace('/srv', '/srv/www');

async function versions(system: TestSystem, ...contents: string[]): Promise<Package[]> {
  const adding = contents.map((content, index) =>
    system.repository.add('app', `1.${index}.0`, {
      files: { 'etc/app.conf': content },
      config: ['etc/app.conf'],
    }),
  );
  return await Promise.all(adding);
}

describe('configuration files', () => {
  it('an untouched one follows the package', async () => {
    using system = new TestSystem();
    const [one, two] = await versions(system, DEFAULTS, NEW_DEFAULTS);
    await system.change([one as Package]);
    await system.change([two as Package]);
    assert.equal(system.read('etc/app.conf'), NEW_DEFAULTS);
    assert.deepEqual(system.warnings(), []);
  });

  it('edits and new defaults that lie apart are merged; going back takes only the new defaults out', async () => {
    using system = new TestSystem();
    const [one, two] = await versions(system, DEFAULTS, NEW_DEFAULTS);
    await system.change([one as Package]);
    const mine = DEFAULTS.replace('80', '8080');
    fs.writeFileSync(system.path('etc/app.conf'), mine);
    fs.chmodSync(system.path('etc/app.conf'), 0o600);
    await system.change([two as Package]);
    assert.equal(system.read('etc/app.conf'), mine.replace('/srv', '/srv/www'));
    assert.equal(fs.statSync(system.path('etc/app.conf')).mode & 0o777, 0o600);
    assert.deepEqual(fs.readdirSync(system.path('etc')), ['app.conf']);
    assert.deepEqual(system.warnings(), []);
    await system.undo();
    assert.equal(system.read('etc/app.conf'), mine);
    assert.deepEqual(fs.readdirSync(system.path('etc')), ['app.conf']);
  });

  it('an edited one is left in peace when the defaults did not change', async () => {
    using system = new TestSystem();
    const [one] = await versions(system, DEFAULTS);
    const same = await system.repository.add('app', '1.5.0', {
      files: { 'etc/app.conf': DEFAULTS, 'usr/app': '' },
      config: ['etc/app.conf'],
    });
    await system.change([one as Package]);
    fs.writeFileSync(system.path('etc/app.conf'), 'mine\n');
    await system.change([same]);
    assert.equal(system.read('etc/app.conf'), 'mine\n');
    assert.deepEqual(fs.readdirSync(system.path('etc')), ['app.conf']);
  });

  it('where both changed the same line the new defaults lie beside, with a warning', async () => {
    using system = new TestSystem();
    const [one, two] = await versions(system, DEFAULTS, DEFAULTS.replace('80', '443'));
    await system.change([one as Package]);
    fs.writeFileSync(system.path('etc/app.conf'), DEFAULTS.replace('80', '8080'));
    await system.change([two as Package]);
    assert.equal(system.read('etc/app.conf'), DEFAULTS.replace('80', '8080'));
    assert.equal(system.read('etc/app.conf.mpkg-new'), DEFAULTS.replace('80', '443'));
    assert.deepEqual(system.warnings(), ['configuration-kept']);
  });

  it('an edited file that becomes configuration is not overwritten', async () => {
    using system = new TestSystem();
    const one = await system.repository.add('app', '1.0.0', { files: { 'etc/app.conf': DEFAULTS } });
    const two = await system.repository.add('app', '1.1.0', {
      files: { 'etc/app.conf': DEFAULTS.replace('80', '443') },
      config: ['etc/app.conf'],
    });
    await system.change([one]);
    fs.writeFileSync(system.path('etc/app.conf'), DEFAULTS.replace('80', '8080'));
    await system.change([two]);
    assert.equal(system.read('etc/app.conf'), DEFAULTS.replace('80', '8080'));
    assert.equal(system.read('etc/app.conf.mpkg-new'), DEFAULTS.replace('80', '443'));
  });

  it('one that was there before stays, and equal defaults leave nothing beside it', async () => {
    using system = new TestSystem();
    const [one] = await versions(system, DEFAULTS);
    fs.mkdirSync(system.path('etc'));
    fs.writeFileSync(system.path('etc/app.conf'), DEFAULTS);
    await system.change([one as Package]);
    assert.deepEqual(fs.readdirSync(system.path('etc')), ['app.conf']);
    assert.equal(fs.existsSync(system.path(DUE_FILE)), false);
  });

  it('after a removal, edits are kept beside', async () => {
    using system = new TestSystem();
    const [one] = await versions(system, DEFAULTS);
    await system.change([one as Package]);
    fs.writeFileSync(system.path('etc/app.conf'), 'mine\n');
    await system.change([], ['app']);
    assert.deepEqual(fs.readdirSync(system.path('etc')), ['app.conf.mpkg-save']);
  });
});
