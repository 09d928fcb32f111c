import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { buildTree, fingerprint, type Tree } from '@mpkg/testkit';
import fc from 'fast-check';

import { ArtifactCache } from '../../src/artifacts/cache.ts';
import { applyReset, type ResetFile } from '../../src/layout/defaults/apply-reset.ts';
import { checkHome } from '../../src/layout/defaults/check-home.ts';
import { DEFAULT_KINDS, type DefaultKind } from '../../src/layout/defaults/default.ts';
import { findDefaults } from '../../src/layout/defaults/find-defaults.ts';
import { planReset } from '../../src/layout/defaults/plan-reset.ts';
import type { PackageId } from '../../src/package/package.ts';
import { TestSystem } from '../run/system.ts';

const HELLO = 'hello' as PackageId;

const DEFAULT_FILES: Tree = {
  'opt/hello/def/conf/hello.conf': 'default',
  'opt/hello/def/conf/hello.d/more': 'more',
  'opt/hello/def/data/hello/state': 'state',
  'opt/hello/def/data/hello/current': { link: 'state' },
  'opt/hello/def/home/.config/hello/theme': 'plain',
};

interface ResetOptions {
  readonly kinds?: readonly DefaultKind[];
  readonly backup?: boolean;
}

/** A system with a package that brings defaults, and a user's home. */
class DefaultsSystem extends TestSystem {
  readonly home = this.path('../home');
  readonly cache = new ArtifactCache(this.path('var/cache/spm'));

  async install(files: Tree = DEFAULT_FILES, config: readonly string[] = []): Promise<void> {
    fs.mkdirSync(this.home);
    await this.change([await this.repository.add('hello', '1.0', { files, config })]);
  }

  async reset({ kinds = DEFAULT_KINDS, backup = false }: ResetOptions = {}): Promise<ResetFile[]> {
    const defaults = await findDefaults(this.store, this.cache, HELLO);
    const wanted = defaults.filter(({ kind }) => kinds.includes(kind));
    return applyReset(planReset(wanted, { root: this.root, home: this.home }), backup);
  }

  all(): readonly string[] {
    return [
      ...fingerprint(this.root, { except: ['var/lib/mpkg', 'var/lib/spm'] }),
      ...fingerprint(this.home),
    ];
  }
}

function actionsOf(files: readonly ResetFile[]): string[] {
  return files.map(({ action }) => action);
}

describe('reset', () => {
  it('puts what is missing in its place, each kind where it belongs', async () => {
    using system = new DefaultsSystem();
    await system.install();
    assert.deepEqual(new Set(actionsOf(await system.reset())), new Set(['restore']));
    assert.equal(system.read('etc/hello.conf'), 'default');
    assert.equal(system.read('etc/hello.d/more'), 'more');
    assert.equal(fs.readlinkSync(system.path('var/lib/hello/current')), 'state');
    assert.equal(fs.readFileSync(path.join(system.home, '.config/hello/theme'), 'utf8'), 'plain');
  });

  it('touches only the kinds that are asked for', async () => {
    using system = new DefaultsSystem();
    await system.install();
    await system.reset({ kinds: ['home'] });
    assert.ok(!fs.existsSync(system.path('etc')));
    assert.ok(!fs.existsSync(system.path('var/lib/hello')));
  });

  it('keeps each present file beside under the next number', async () => {
    using system = new DefaultsSystem();
    await system.install();
    for (const [edit, number] of [
      ['first', 1],
      ['second', 2],
    ] as const) {
      buildTree(system.root, { 'etc/hello.conf': edit });
      const [file] = (await system.reset({ backup: true })).filter(({ action }) => action === 'replace');
      assert.deepEqual(file, {
        path: system.path('etc/hello.conf'),
        action: 'replace',
        backup: system.path(`etc/hello.conf.~${number}~`),
      });
      assert.equal(system.read(`etc/hello.conf.~${number}~`), edit);
      assert.equal(system.read('etc/hello.conf'), 'default');
    }
    assert.deepEqual(new Set(actionsOf(await system.reset({ backup: true }))), new Set(['keep']));
    assert.ok(!fs.existsSync(system.path('etc/hello.conf.~3~')));
  });

  it('leaves permissions as they are', async () => {
    using system = new DefaultsSystem();
    await system.install();
    buildTree(system.root, { 'etc/hello.conf': { file: 'mine', mode: 0o600 } });
    await system.reset();
    assert.equal(fs.statSync(system.path('etc/hello.conf')).mode & 0o777, 0o600);
  });

  it('replaces a link, and nothing behind it', async () => {
    using system = new DefaultsSystem();
    await system.install();
    buildTree(system.root, { 'etc/other': 'other', 'etc/hello.conf': { link: 'other' } });
    await system.reset({ backup: true });
    assert.equal(system.read('etc/other'), 'other');
    assert.equal(system.read('etc/hello.conf'), 'default');
    assert.equal(fs.readlinkSync(system.path('etc/hello.conf.~1~')), 'other');
  });

  it('names everything that is in the way and changes nothing', async () => {
    using system = new DefaultsSystem();
    await system.install();
    buildTree(system.root, { 'etc/hello.conf/x': '', 'etc/hello.d': { link: '/tmp' } });
    const before = system.all();
    await assert.rejects(system.reset(), (error: Error & { code: string; details: { paths: string[] } }) => {
      assert.equal(error.code, 'file-conflict');
      assert.deepEqual(error.details.paths, [system.path('etc/hello.conf'), system.path('etc/hello.d/more')]);
      return true;
    });
    assert.deepEqual(system.all(), before);
  });

  it('takes the configuration of other packages out of their archives', async () => {
    using system = new DefaultsSystem();
    await system.install({ 'etc/hello.conf': 'came so', 'var/lib/hello/db': 'empty', 'usr/x': 'x' }, [
      'etc/hello.conf',
      'var/lib/hello/db',
    ]);
    buildTree(system.root, { 'etc/hello.conf': 'edited', 'var/lib/hello/db': 'full', 'usr/x': 'edited' });
    await assert.rejects(system.reset(), { code: 'file-not-found', subject: 'hello' });
    const found = system.store.packageOf(system.store.installed().packages.get(HELLO)!);
    const { pac } = (await system.repository.find(found as never))!;
    using copy = system.cache.temporary();
    fs.copyFileSync(pac, copy.path);
    system.cache.adopt(copy.path, found.pac!);
    await system.reset({ kinds: ['conf'] });
    assert.equal(system.read('etc/hello.conf'), 'came so');
    assert.equal(system.read('var/lib/hello/db'), 'full');
    await system.reset({ kinds: ['data'] });
    assert.equal(system.read('var/lib/hello/db'), 'empty');
    assert.equal(system.read('usr/x'), 'edited');
  });

  it('asks for an installed package', async () => {
    using system = new DefaultsSystem();
    await assert.rejects(findDefaults(system.store, system.cache, HELLO), { code: 'package-not-installed' });
  });

  const edits = fc.dictionary(
    fc.constantFrom('etc/hello.conf', 'etc/hello.d/more', 'var/lib/hello/state', 'var/lib/hello/current'),
    fc.oneof(fc.string(), fc.constant({ link: 'elsewhere' }), fc.constant(undefined)),
    { noNullPrototype: true },
  );

  it('ends at the defaults whatever was edited, and is then nothing to do', async () => {
    await fc.assert(
      fc.asyncProperty(edits, async (edited) => {
        using system = new DefaultsSystem();
        await system.install();
        await system.reset();
        const fresh = system.all();
        for (const [file, node] of Object.entries(edited)) {
          fs.rmSync(system.path(file));
          if (node !== undefined) buildTree(system.root, { [file]: node });
        }
        await system.reset();
        assert.deepEqual(system.all(), fresh);
        assert.deepEqual(new Set(actionsOf(await system.reset())), new Set(['keep']));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a home', () => {
  it('has to be there', () => {
    assert.throws(() => checkHome('/does/not/exist'), { code: 'file-not-found' });
  });

  it('has to be the own one', { skip: process.getuid?.() === 0 ? false : 'needs root' }, async () => {
    using system = new DefaultsSystem();
    await system.install();
    checkHome(system.home);
    fs.chownSync(system.home, 12345, 12345);
    assert.throws(() => checkHome(system.home), { code: 'no-permission' });
  });
});
