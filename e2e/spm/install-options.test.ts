// What `spm install` can be told besides names: a group of mpkg, options of a build, sources, trust.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { demoPackages } from '../support/demo-packages.ts';
import { demoSystem, type DemoSystem } from '../support/demo-system.ts';
import type { Published } from '../support/native-repository.ts';

const MUSL = 'group musl\ninto usr/lib/musl\nskip usr/share\n';

async function withGroup(): Promise<DemoSystem> {
  const system = await demoSystem();
  fs.writeFileSync(system.spm.path('etc/mpkg.conf'), MUSL);
  return system;
}

describe('-g', () => {
  test('puts the named packages into a group, which installed and the world show and updates keep', async () => {
    using s = await withGroup();
    const empty = s.spm.tree();
    await s.spm.ok('install', 'demo', '-g', 'musl');
    assert.deepEqual(await s.spm.installed(), ['libdemo 1.0.0', 'musl:demo 1.0.0']);
    assert.equal(s.spm.read('usr/lib/musl/usr/bin/demo'), 'demo 1.0.0\n');
    assert.equal(s.spm.exists('usr/lib/musl/usr/share'), false);
    assert.match(s.spm.read('var/lib/spm/world'), /^install demo in musl$/m);
    assert.match((await s.spm.text('info', 'demo')).stdout, /^Installed as: musl:demo 1\.0\.0$/m);
    await s.spm.ok('install', 'demo');
    assert.match(s.spm.read('var/lib/spm/world'), /^install demo in musl$/m);
    await s.spm.ok('autoremove');
    await s.repository.publish(demoPackages(2));
    assert.match((await s.spm.text('update')).stdout, /^upgraded musl:demo 1\.0\.0 -> 1\.1\.0$/m);
    assert.match((await s.spm.text('plan', 'uninstall', 'demo')).stdout, /^- musl:demo 1\.1\.0/m);
    await s.repository.publish(demoPackages(3));
    await s.spm.ok('sync');
    assert.match((await s.spm.text('plan', 'update')).stdout, /^\^ musl:demo 1\.1\.0 -> 2\.0\.0/m);
    await s.spm.ok('undo');
    assert.equal(s.spm.read('usr/lib/musl/usr/bin/demo'), 'demo 1.0.0\n');
    await s.spm.ok('rollback', '0');
    assert.deepEqual(s.spm.tree(), empty);
  });

  test('moves what is installed already, there and back', async () => {
    using s = await withGroup();
    await s.spm.ok('install', 'demo');
    const plain = s.spm.tree();
    await s.spm.ok('install', 'demo', '-g', 'musl');
    assert.deepEqual(await s.spm.installed(), ['libdemo 1.0.0', 'musl:demo 1.0.0']);
    assert.equal(s.spm.exists('usr/bin/demo'), false);
    await s.spm.ok('install', 'demo', '-g', 'default');
    assert.deepEqual(s.spm.tree(), plain);
    assert.match(s.spm.read('var/lib/spm/world'), /^install demo$/m);
  });

  test('is in the list of wishes that rebuilds the system elsewhere', async () => {
    using one = await withGroup();
    await one.spm.ok('install', 'demo', '-g', 'musl');
    using other = await withGroup();
    await other.spm.ok('apply', one.spm.path('var/lib/spm/world'));
    assert.deepEqual(other.spm.tree(), one.spm.tree());
    assert.deepEqual(await other.spm.installed(), await one.spm.installed());
  });

  test('refuses groups that are not there and names without files', async () => {
    using s = await withGroup();
    assert.deepEqual(await s.spm.refused('install', 'demo', '-g', 'mulsl'), {
      exit: 3,
      code: 'group-unknown',
      hint: 'mpkg --groups',
    });
    assert.equal((await s.spm.refused('install', 'web', '-g', 'musl')).code, 'request-invalid');
    assert.equal((await s.spm.refused('install', 'demo', '-g', 'musl', '--arch', 'amd64')).exit, 2);
    assert.deepEqual(await s.spm.installed(), []);
  });
});

const SOURCE = Buffer.from('the source of tool\n');

function tool(changes: object = {}): Published {
  return {
    name: 'tool',
    version: '1.0.0',
    files: { 'usr/bin/tool': { exec: 'tool\n' } },
    build: { source: 'https://git.example.org/tool', options: { tls: true, workers: 4, shell: 'ash' } },
    source: {
      url: 'tool-1.0.0.tar',
      size: SOURCE.length,
      sha256: createHash('sha256').update(SOURCE).digest('hex'),
    },
    ...changes,
  };
}

async function withTool(changes: object = {}): Promise<DemoSystem> {
  const system = await demoSystem();
  fs.writeFileSync(path.join(system.repository.directory, 'tool-1.0.0.tar'), SOURCE);
  await system.repository.publish([...demoPackages(1), tool(changes)]);
  await system.spm.ok('sync');
  return system;
}

describe('--option', () => {
  test('is held against what the package was built with, and recorded', async () => {
    using s = await withTool();
    assert.match((await s.spm.text('info', 'tool')).stdout, /^Options: shell=ash, tls=true, workers=4$/m);
    await s.spm.ok('install', 'tool', '--option', 'tls=true', '--option', 'workers=4');
    const record = JSON.parse(s.spm.read('var/lib/spm/history/1.json'));
    assert.deepEqual(record.steps[0].after.answers, { tls: true, workers: 4 });
    assert.match(
      (await s.spm.text('info', 'tool')).stdout,
      /^Installed as: tool 1\.0\.0 \(tls=true, workers=4\)$/m,
    );
  });

  test('holds for updates, which say what they pass over, until it is changed', async () => {
    using s = await withTool();
    await s.spm.ok('install', 'tool', '--option', 'tls=true', '--option', 'shell=ash');
    const old = tool();
    const edition = (version: string, options: object): Published =>
      tool({ version, build: { source: 'https://git.example.org/tool', options } });
    const without = edition('1.2.0', { tls: false, workers: 8, shell: 'ash' });
    await s.repository.publish([old, edition('1.1.0', { tls: true, workers: 8, shell: 'ash' }), without]);
    const { warnings } = await s.spm.ok('update');
    assert.deepEqual(
      warnings.map(({ code, subject }) => [code, subject]),
      [['option-unmet', 'tool']],
    );
    assert.match(warnings[0]?.message ?? '', /tool 1\.2\.0 has tls=false, and tls=true was asked for/);
    assert.deepEqual(await s.spm.installed(), ['tool 1.1.0']);
    assert.equal((await s.spm.run(['update', '--check'])).exit, 0);
    assert.match((await s.spm.text('status')).stdout, /^options of tool: shell=ash, tls=true$/m);
    assert.deepEqual((await s.spm.ok('status')).result.options, [
      { name: 'tool', asked: { shell: 'ash', tls: 'true' } },
    ]);
    assert.match(
      (await s.spm.text('info', 'tool')).stdout,
      /^Installed as: tool 1\.1\.0 \(shell=ash, tls=true\)$/m,
    );
    assert.equal((await s.spm.refused('install', 'tool@1.2.0')).exit, 5);
    assert.deepEqual(await s.spm.installed(), ['tool 1.1.0']);
    await s.spm.ok('install', 'tool@1.2.0', '--option', 'tls=false');
    assert.match((await s.spm.text('status')).stdout, /^options of tool: shell=ash, tls=false$/m);
    await s.spm.ok('undo');
    assert.match((await s.spm.text('status')).stdout, /^options of tool: shell=ash, tls=true$/m);
    await s.spm.ok('install', 'tool', '--no-option', 'tls');
    assert.equal((await s.spm.refused('install', 'tool', '--no-option', 'tls')).code, 'option-unknown');
    await s.spm.ok('update');
    assert.deepEqual(await s.spm.installed(), ['tool 1.2.0']);
    await s.spm.ok('uninstall', 'tool');
    assert.deepEqual((await s.spm.ok('status')).result.options, []);
  });

  test('is in the list of wishes that rebuilds the system elsewhere', async () => {
    using s = await withTool();
    const world = path.join(s.spm.directory.path, 'world');
    fs.writeFileSync(world, 'install tool\noption tool tls=false\n');
    assert.equal((await s.spm.refused('apply', world)).exit, 5);
    fs.writeFileSync(world, 'install tool\noption tool tls=true\n');
    await s.spm.ok('apply', world);
    assert.match((await s.spm.text('info', 'tool')).stdout, /^Installed as: tool 1\.0\.0 \(tls=true\)$/m);
  });

  const refused: readonly (readonly [option: string, exit: number, code: string])[] = [
    ['tsl=true', 2, 'option-unknown'],
    ['tls=perhaps', 2, 'option-invalid'],
    ['workers=many', 2, 'option-invalid'],
    ['workers=5', 10, 'build-unavailable'],
    ['shell=hush', 10, 'build-unavailable'],
    ['tls', 2, 'usage'],
  ];
  test('is refused when it is unknown, of another type, or would need a build', async () => {
    using s = await withTool();
    for (const [option, exit, code] of refused) {
      const answer = await s.spm.refused('install', 'tool', '--option', option);
      assert.deepEqual([answer.exit, answer.code], [exit, code], option);
    }
    const { errors } = await s.spm.run(['install', 'tool', '--option', 'tsl=true']);
    assert.match(errors[0]?.message ?? '', /did you mean tls/);
    assert.deepEqual(await s.spm.installed(), []);
  });
});

describe('--source', () => {
  test('with --download-only prints the path of the verified archive, and nothing else', async () => {
    using s = await withTool();
    const { stdout, exit } = await s.spm.text('install', '--source', '--download-only', 'tool');
    assert.equal(exit, 0);
    assert.deepEqual(fs.readFileSync(stdout.trimEnd()), SOURCE);
    assert.deepEqual(await s.spm.installed(), []);
    assert.deepEqual(await s.spm.refused('install', '--source', '--download-only', 'demo'), {
      exit: 3,
      code: 'source-unknown',
      hint: 'spm info demo',
    });
  });

  test('refuses an archive that is not what the index says', async () => {
    using s = await withTool({
      source: { url: 'tool-1.0.0.tar', size: SOURCE.length, sha256: 'a'.repeat(64) },
    });
    assert.equal((await s.spm.refused('install', '--source', '--download-only', 'tool')).exit, 6);
  });

  test('alone is a build, which is not done; flags of builds want one', async () => {
    using s = await withTool();
    assert.deepEqual(await s.spm.refused('install', '--source', 'tool'), {
      exit: 10,
      code: 'build-unavailable',
      hint: 'spm install --source --download-only tool',
    });
    assert.equal((await s.spm.refused('install', '--source', '--patch', 'a.patch', 'tool')).exit, 10);
    for (const flags of [['--source', '--binary'], ['--patch', 'a'], ['--no-make-clean']]) {
      assert.equal((await s.spm.refused('install', 'tool', ...flags)).exit, 2, flags.join(' '));
    }
    await s.spm.ok('install', '--binary', '--no-snapshot', 'tool');
  });
});

describe('--trust', () => {
  test('keeps to the publisher of what was installed, as "repo trust" does', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'demo', '-n', '--trust');
    assert.doesNotMatch(s.spm.read('etc/spm/config.json'), /trust/);
    await s.spm.ok('install', 'demo', '--trust');
    assert.match(s.spm.read('etc/spm/config.json'), /"trust": \[\s*"example\.org\/test"/);
  });
});

describe('update --min-age', () => {
  test('takes what is old enough, says what stays back, and remembers when it met it', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'demo');
    const lib = {
      name: 'libdemo',
      version: '1.0.5',
      files: { 'usr/lib/libdemo.so': 'library' },
      published: '2020-01-01T00:00:00Z',
    };
    await s.repository.publish([...demoPackages(1), ...demoPackages(2).slice(0, 2), lib]);
    const { result } = await s.spm.ok('update', '--min-age', '7d');
    assert.deepEqual(
      result.changes.map(({ id, to }: { id: string; to: string }) => `${id} ${to}`),
      ['libdemo 1.0.5'],
    );
    assert.match(s.spm.read('var/lib/spm/first-seen'), /^\S+Z test demo all 1\.1\.0$/m);
    const checked = await s.spm.run(['update', '--check', '--min-age', '7']);
    assert.deepEqual([checked.exit, checked.result.heldBack.length], [0, 2]);
    assert.equal((await s.spm.refused('update', 'demo@1.1.0', '--min-age', '1w')).code, 'version-too-young');
    assert.equal((await s.spm.refused('update', '--min-age', 'soon')).exit, 2);
    await s.spm.ok('update', '--min-age', '0');
    assert.deepEqual(await s.spm.installed(), ['demo 1.1.0', 'libdemo 1.1.0']);
    assert.equal(s.spm.read('var/lib/spm/first-seen'), '');
  });
});

describe('the download that a plan announces', () => {
  test('is what the cache does not have', async () => {
    using s = await demoSystem();
    const announced = async (...args: readonly string[]): Promise<number> =>
      (await s.spm.ok(...args)).result.plan.totals.download;
    const whole = await announced('install', 'demo', '--dry-run');
    assert.ok(whole > 0);
    await s.spm.ok('install', '--download-only', 'libdemo');
    const rest = await announced('install', 'demo', '--dry-run');
    assert.ok(rest > 0 && rest < whole);
    await s.spm.ok('install', '--download-only', 'demo');
    assert.equal(await announced('install', 'demo', '--dry-run'), 0);
    assert.equal(await announced('plan', 'install', 'demo'), 0);
    assert.match((await s.spm.text('plan', 'install', 'demo')).stdout, /download 0 B,/);
  });
});
