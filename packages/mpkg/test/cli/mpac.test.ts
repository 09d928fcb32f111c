import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runTool, type Output } from '@mpkg/cli';
import { buildTree, fingerprint, temporaryDirectory, type JsonDocument } from '@mpkg/testkit';
import { MPAC } from '../../src/cli/mpac/index.ts';
import { SAMPLE, SAMPLE_PATHS } from '../archive/sample.ts';
import { OWN_VECTORS, writeFile } from '../archive/support.ts';

const SAMPLE_PAC = path.join(OWN_VECTORS, 'sample.pac');
const SAMPLE_ZST = path.join(OWN_VECTORS, 'sample.pac.zst');

interface Run {
  readonly exit: number;
  /** As bytes. */
  readonly stdout: string;
  readonly stderr: string;
}

async function mpac(...argv: string[]): Promise<Run> {
  const text = { stdout: '', stderr: '' };
  const output: Output = {
    write: (stream, data) => void (text[stream] += Buffer.from(data as string).toString('latin1')),
    isTerminal: () => false,
    columns: () => 80,
  };
  const exit = await runTool(MPAC, argv, { output, env: {}, cwd: () => '/' });
  return { exit, ...text };
}

async function json(...argv: string[]): Promise<JsonDocument> {
  const { stdout } = await mpac(...argv, '--json');
  return JSON.parse(Buffer.from(stdout, 'latin1').toString()) as JsonDocument;
}

test('list prints paths as bytes, one a line, by any of its names', async () => {
  for (const name of ['list', 't']) {
    const { exit, stdout } = await mpac(name, SAMPLE_ZST);
    assert.equal(exit, 0);
    assert.deepEqual(stdout.split('\n'), [...SAMPLE_PATHS, '']);
  }
});

test('list --long adds type, size and target', async () => {
  const { stdout } = await mpac('list', '-l', SAMPLE_PAC);
  const lines = stdout.split('\n').map((line) => line.replaceAll(/ +/g, ' '));
  for (const line of ['file 0 .hidden', 'exec 10 bin/run', 'link 3 bin/run-again -> run', 'dir 0 empty']) {
    assert.ok(lines.includes(line), line);
  }
});

test('list --json has type, size and target', async () => {
  const { result, ok, command } = await json('list', SAMPLE_ZST);
  assert.deepEqual([ok, command], [true, 'list']);
  assert.deepEqual(result[3], { path: 'bin/run', type: 'exec', size: 10 });
  assert.deepEqual(result[9], { path: 'lib/naïve', type: 'link', size: 9, target: '../README' });
});

test('dump shows the entries as the index has them', async () => {
  const { result } = await json('dump', SAMPLE_PAC);
  assert.deepEqual(result[0], { entry: 0, at: 5, lead: 4, type: 'file', depth: 0, size: 0, name: '.hidden' });
  assert.deepEqual(result[11], { entry: 11, at: 82, lead: 0x82, type: 'dir', depth: 2, size: 0, name: 'b' });
  assert.equal((await mpac('d', SAMPLE_PAC)).stdout.split('\n').length, SAMPLE_PATHS.length + 1);
});

test('cat prints one file, as bytes or as base64', async () => {
  assert.equal((await mpac('cat', SAMPLE_ZST, 'lib/a/b/c')).stdout, 'deep');
  assert.equal((await mpac('cat', SAMPLE_ZST, './bin/run')).stdout, '#!/bin/sh\n');
  assert.equal((await mpac('cat', SAMPLE_PAC, 'lib/naïve')).stdout, '../README');
  const { result } = await json('cat', SAMPLE_PAC, 'README');
  assert.deepEqual(result, {
    path: 'README',
    size: 10,
    base64: Buffer.from('A sample.\n').toString('base64'),
  });
  assert.equal((await mpac('cat', SAMPLE_PAC, '')).exit, 2);
  for (const missing of ['none', 'bin', 'README/x']) {
    assert.equal((await mpac('cat', SAMPLE_PAC, missing)).exit, 3);
  }
});

test('create, extract and verify agree; each tells what it did', async () => {
  using directory = temporaryDirectory();
  const [tree, copy, file] = ['tree', 'copy', 'a.pac'].map((name) => path.join(directory.path, name)) as [
    string,
    string,
    string,
  ];
  buildTree(tree, SAMPLE);
  const { result } = await json('c', file, tree);
  assert.deepEqual(Object.keys(result), ['file', 'entries', 'bytes', 'sha256', 'modes']);
  assert.ok(fs.readFileSync(file).equals(fs.readFileSync(SAMPLE_PAC)));
  assert.equal((await mpac('create', file, tree)).stdout, `${result.sha256}  ${file}\n`);
  assert.deepEqual((await json('x', file, copy)).result, { written: SAMPLE_PATHS.length });
  assert.deepEqual(fingerprint(copy), fingerprint(tree));
  assert.deepEqual((await json('v', file, '--sha256', result.sha256)).result, { valid: true, problems: [] });
  const wrong = await json('verify', file, '--sha256', '0'.repeat(64));
  assert.deepEqual([wrong.ok, wrong.exit, wrong.result.problems[0].code], [false, 6, 'digest-mismatch']);
});

test('create warns of lost modes and keeps their table', async () => {
  using directory = temporaryDirectory();
  const [tree, file, modes] = ['tree', 'a.pac.gz', 'modes.json'].map((name) =>
    path.join(directory.path, name),
  ) as [string, string, string];
  buildTree(tree, { sudo: { file: 'x', mode: 0o4755 } });
  const { result, warnings } = await json('create', file, tree, '--modes', modes);
  assert.deepEqual(result.modes, [{ path: 'sudo', mode: '4755' }]);
  assert.deepEqual(JSON.parse(fs.readFileSync(modes, 'utf8')), result.modes);
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['modes-lost'],
  );
});

test('a dry run lists what it would do and does nothing', async () => {
  using directory = temporaryDirectory();
  const [tree, file, copy] = ['tree', 'a.pac', 'copy'].map((name) => path.join(directory.path, name)) as [
    string,
    string,
    string,
  ];
  buildTree(tree, SAMPLE);
  assert.deepEqual((await mpac('create', '-n', file, tree)).stdout.split('\n'), [...SAMPLE_PATHS, '']);
  assert.deepEqual((await mpac('extract', '-n', SAMPLE_PAC, copy)).stdout.split('\n'), [...SAMPLE_PATHS, '']);
  assert.deepEqual(fs.readdirSync(directory.path), ['tree']);
});

test('pack tells the line that is wrong', async () => {
  using directory = temporaryDirectory();
  buildTree(path.join(directory.path, 'tree'), SAMPLE);
  const list = writeFile(directory.path, 'in.list', 'README\n.hidden\n');
  const file = path.join(directory.path, 'a.pac');
  const { exit, stderr } = await mpac('pack', file, list, '--from', path.join(directory.path, 'tree'));
  assert.equal(exit, 2);
  assert.ok(stderr.includes(`${list}:2: `));
  fs.writeFileSync(list, '.hidden\nREADME\n');
  assert.equal((await json('p', file, list, '--from', path.join(directory.path, 'tree'))).result.entries, 2);
});

test('diff exits like diff(1)', async () => {
  using directory = temporaryDirectory();
  assert.equal((await mpac('diff', SAMPLE_PAC, SAMPLE_ZST)).exit, 0);
  const tree = path.join(directory.path, 'tree');
  buildTree(tree, { ...SAMPLE, README: 'Another.\n', new: 'x' });
  await mpac('create', path.join(directory.path, 'b.pac'), tree);
  const { exit, stdout } = await mpac('diff', SAMPLE_PAC, path.join(directory.path, 'b.pac'));
  assert.equal(exit, 1);
  assert.equal(stdout, 'added   new\nchanged README\n');
});

test('a malformed archive is exit 6 for every command that reads one', async () => {
  using directory = temporaryDirectory();
  const file = writeFile(directory.path, 'bad.pac', fs.readFileSync(SAMPLE_PAC).subarray(0, -1));
  for (const argv of [
    ['list'],
    ['dump'],
    ['verify'],
    ['cat', 'README'],
    ['extract', `${directory.path}/x`],
    ['diff', SAMPLE_PAC],
  ]) {
    const [command = '', ...rest] = argv;
    const { exit } = await mpac(command, file, ...rest);
    assert.equal(exit, 6, command);
  }
  assert.equal((await mpac('list', `${directory.path}/none.pac`)).exit, 3);
  assert.equal((await mpac('list')).exit, 2);
});

test('compression is chosen by flag or name', async () => {
  using directory = temporaryDirectory();
  const tree = path.join(directory.path, 'tree');
  buildTree(tree, SAMPLE);
  const file = path.join(directory.path, 'a.pac');
  assert.equal((await mpac('create', file, tree, '-z', 'zst', '--level', '19')).exit, 0);
  assert.ok(fs.readFileSync(file).equals(fs.readFileSync(SAMPLE_ZST)));
  for (const wrong of [
    ['-z', 'bz2'],
    ['--level', '3'],
    ['-z', 'gz', '--level', '99'],
    ['-z', 'gz', '--level', 'x'],
  ]) {
    assert.equal((await mpac('create', file, tree, ...wrong)).exit, 2, wrong.join(' '));
  }
  assert.equal((await mpac('create', `${file}.gz`, tree, '-z', 'zst')).exit, 2);
});
