// A dry run says what would be done, with -v down to the files, and does nothing.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { buildTree, fingerprint, runTool } from '@mpkg/testkit';
import { demoSystem, type DemoSystem } from '../support/demo-system.ts';

interface Dry {
  readonly stdout: string;
  /** By package. */
  readonly files: Readonly<Record<string, { added: string[]; replaced: string[]; removed: string[] }>>;
}

/** Runs it as a person and as a program would, and makes sure that nothing at all has changed. */
async function dry({ spm }: DemoSystem, ...args: readonly string[]): Promise<Dry> {
  const temporary = path.join(spm.directory.path, 'tmp');
  fs.mkdirSync(temporary, { recursive: true });
  const before = fingerprint(spm.root);
  const env = { TMPDIR: temporary };
  const common = ['-n', '-v', '--root', spm.root];
  const text = await runTool('spm', [...args, ...common], { env });
  assert.equal(text.exit, 0, text.stderr);
  const shown = await runTool('spm', [...args, ...common, '--json'], { env });
  assert.deepEqual(fingerprint(spm.root), before);
  assert.deepEqual(fs.readdirSync(temporary), []);
  const { result } = shown.json();
  const files = result.files.map(({ id, ...changes }: { id: string }) => [id, changes]);
  return { stdout: text.stdout, files: Object.fromEntries(files) };
}

describe('a dry run with -v', () => {
  test('lists the files of an installation, an update and a removal', async () => {
    using s = await demoSystem();
    const { stdout, files } = await dry(s, 'install', 'libdemo');
    assert.match(stdout, /^files of libdemo:\n {2}\+ \/usr\/lib\/libdemo\.so$/m);
    assert.deepEqual(files['libdemo']?.added, ['/usr/lib/libdemo.so']);
    await s.spm.ok('install', 'demo');
    const removal = await dry(s, 'uninstall', 'demo');
    assert.ok(removal.files['demo']?.removed.includes('/usr/bin/demo'));
    const undone = await dry(s, 'undo');
    assert.deepEqual(undone.files['libdemo']?.removed, ['/usr/lib/libdemo.so']);
    assert.doesNotMatch((await s.spm.text('uninstall', 'demo', '-n')).stdout, /usr/);
  });

  test('lists what packages have that are only made for it', async () => {
    using s = await demoSystem();
    const build = path.join(s.spm.directory.path, 'build');
    buildTree(build, { 'usr/bin/own': { exec: 'own' } });
    const { files } = await dry(s, 'register', 'own', '1.0', build);
    assert.deepEqual(files['own']?.added, ['/usr/bin/own']);
    const layout = path.join(s.spm.directory.path, 'hello-all-1.0');
    buildTree(layout, { 'cmd/hello': { exec: 'hello' } });
    assert.ok((await dry(s, 'import', layout)).files['hello']?.added.includes('/opt/hello/cmd/hello'));
    await s.spm.ok('import', layout);
    assert.deepEqual((await dry(s, 'integrate', 'hello')).files['hello.integration']?.added, [
      '/usr/local/bin/hello',
    ]);
  });

  test('tells of a group that mpkg.conf does not have', async () => {
    using s = await demoSystem();
    await s.repository.publish([{ name: 'tool', version: '1.0.0', group: 'tools', files: { tool: '' } }]);
    await s.spm.ok('sync');
    const refusal = { exit: 3, code: 'group-unknown', hint: 'mpkg --groups' };
    assert.deepEqual(await s.spm.refused('install', 'tool', '-n'), refusal);
    assert.deepEqual(await s.spm.refused('install', 'tool'), refusal);
  });

  test('tells of files in the way', async () => {
    using s = await demoSystem();
    buildTree(s.spm.root, { 'usr/lib/libdemo.so': 'mine' });
    assert.equal((await s.spm.run(['install', 'demo', '-n', '-v'])).exit, 4);
    assert.equal((await s.spm.run(['install', 'demo', '-n'])).exit, 0);
  });
});

describe('a dry run', () => {
  test('shows wishes where nothing else changes', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'demo');
    assert.equal((await s.spm.text('pin', 'demo', '-n')).stdout, '+ pin demo =1.0.0\n');
    assert.equal((await s.spm.text('install', 'demo', '-n')).stdout, 'nothing to do\n');
  });
});
