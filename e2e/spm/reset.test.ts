// Defaults put back through the executable: configuration, data and what lies in a home.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { buildTree } from '@mpkg/testkit';
import { layoutBeside } from '../support/hello-layout.ts';
import { SpmRoot } from '../support/spm-root.ts';

describe('reset', () => {
  test('puts configuration and data back, keeps what was there, and may be repeated', async () => {
    using spm = new SpmRoot();
    await spm.ok('import', layoutBeside(spm));
    const fresh = spm.tree();
    buildTree(spm.root, { 'etc/hello.conf': 'mine', 'var/lib/hello/state': 'full' });
    assert.deepEqual(
      (await spm.text('reset_conf', 'hello', '-n')).stdout,
      `replaced ${spm.path('etc/hello.conf')}\n`,
    );
    assert.equal(spm.read('etc/hello.conf'), 'mine');
    await spm.ok('reset_conf', 'hello', '--backup');
    assert.equal(spm.read('etc/hello.conf.~1~'), 'mine');
    assert.equal(spm.read('var/lib/hello/state'), 'full');
    await spm.ok('reset_data', 'hello');
    fs.rmSync(spm.path('etc/hello.conf.~1~'));
    assert.deepEqual(spm.tree(), fresh);
    const { result } = await spm.ok('reset_conf', 'hello', '--backup');
    assert.deepEqual(
      result.files.map(({ action }: { action: string }) => action),
      ['keep'],
    );
    assert.deepEqual(spm.tree(), fresh);
    assert.deepEqual((await spm.ok('verify', 'hello')).result.packages, []);
  });

  test('comes before a removal that is to keep nothing beside', async () => {
    using spm = new SpmRoot();
    await spm.ok('import', layoutBeside(spm));
    const etc = (): string[] => (fs.existsSync(spm.path('etc')) ? fs.readdirSync(spm.path('etc')) : []);
    buildTree(spm.root, { 'etc/hello.conf': 'mine' });
    await spm.ok('uninstall', 'hello', '--reset', '-n');
    assert.equal(spm.read('etc/hello.conf'), 'mine');
    await spm.ok('uninstall', 'hello');
    assert.deepEqual(etc(), ['hello.conf.mpkg-save']);
    fs.rmSync(spm.path('etc/hello.conf.mpkg-save'));
    await spm.ok('undo');
    buildTree(spm.root, { 'etc/hello.conf': 'mine' });
    await spm.ok('uninstall', 'hello', '--reset');
    assert.deepEqual(etc(), []);
    await spm.ok('undo');
    assert.equal(spm.read('etc/hello.conf'), 'greeting=hello\n');
  });

  test('works in the home of whoever calls it', async () => {
    using spm = new SpmRoot();
    await spm.ok('import', layoutBeside(spm));
    const homes = ['one', 'two'].map((name) => path.join(spm.directory.path, name));
    for (const home of homes) {
      fs.mkdirSync(home);
      const { exit } = await spm.run(['reset_home', 'hello'], { env: { HOME: home } });
      assert.equal(exit, 0);
      assert.equal(fs.readFileSync(path.join(home, '.hellorc'), 'utf8'), 'name=you\n');
    }
    const [home = ''] = homes;
    buildTree(home, { '.hellorc': 'name=me\n' });
    buildTree(spm.root, { 'etc/hello.conf': 'mine' });
    const { result } = await spm.run(['reset', 'hello', '--backup'], { env: { HOME: home } });
    assert.deepEqual(
      result.files.filter(({ action }: { action: string }) => action !== 'keep'),
      [spm.path('etc/hello.conf'), path.join(home, '.hellorc')].map((file) => {
        return { path: file, action: 'replace', backup: `${file}.~1~` };
      }),
    );
    assert.equal((await spm.refused('reset_home', 'hello')).exit, 2);
  });

  test('names what is in the way', async () => {
    using spm = new SpmRoot();
    await spm.ok('import', layoutBeside(spm));
    fs.rmSync(spm.path('etc/hello.conf'));
    fs.mkdirSync(spm.path('etc/hello.conf'));
    const { exit, stdout } = await spm.text('reset_conf', 'hello');
    assert.deepEqual([exit, stdout], [4, `${spm.path('etc/hello.conf')}\n`]);
  });
});
