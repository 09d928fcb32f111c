// What a script may get wrong on the command line: it is told, and nothing is done at another place than was meant.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { buildTree, fingerprint, runTool, temporaryDirectory } from '@mpkg/testkit';
import { pack } from '../support/deployment.ts';

let work: ReturnType<typeof temporaryDirectory>;
let root: string;
let pac: string;

beforeEach(async () => {
  work = temporaryDirectory();
  root = path.join(work.path, 'root');
  buildTree(root, { 'bin/other': { exec: 'other' } });
  pac = await pack(work.path, { 'bin/foo': { exec: 'foo' }, 'etc/foo.conf': 'x\n' }, 'foo');
});

afterEach(() => work[Symbol.dispose]());

describe('where it works', () => {
  test('an option without its value is refused, as from a variable that is not set', async () => {
    const before = fingerprint(work.path);
    for (const option of ['--root', '--prefix', '--skip', '--name', '--into', '--modes']) {
      for (const words of [[option, ''], [`${option}=`]]) {
        const run = await runTool('mpkg', ['-i', pac, ...words], { cwd: root });
        assert.equal(run.exit, 2, run.stderr);
        assert.match(run.stderr, new RegExp(`${option} needs a value`));
      }
    }
    assert.deepEqual(fingerprint(work.path), before);
  });

  test('a prefix without a root is a directory like any other on the command line', async () => {
    buildTree(work.path, { 'home/bin': { dir: {} } });
    const run = await runTool('mpkg', ['-i', pac, '--prefix', '../home'], { cwd: root });
    assert.equal(run.exit, 0, run.stderr);
    assert.equal(fs.readFileSync(`${work.path}/home/bin/foo`, 'utf8'), 'foo');
    const removed = await runTool('mpkg', ['-u', 'foo', '--prefix', 'home/'], { cwd: work.path });
    assert.equal(removed.exit, 0, removed.stderr);
  });

  test('a prefix in a root begins there, and does not lead out of it', async () => {
    buildTree(work.path, { outside: { dir: {} } });
    const before = fingerprint(work.path);
    for (const prefix of ['../outside', 'bin/../../outside']) {
      const run = await runTool('mpkg', ['-i', pac, '--root', root, '--prefix', prefix]);
      assert.equal(run.exit, 2, run.stderr);
    }
    assert.deepEqual(fingerprint(work.path), before);
    const run = await runTool('mpkg', ['-i', pac, '--root', 'root', '--prefix', 'opt/own'], {
      cwd: work.path,
    });
    assert.equal(run.exit, 0, run.stderr);
    assert.equal(fs.existsSync(`${root}/opt/own/bin/foo`), true);
  });

  test('a current directory that is gone is named', async () => {
    const before = fingerprint(root);
    const script = 'mkdir "$0"; cd "$0"; rmdir "$0"; exec "$@"';
    const under = ['sh', '-c', script, `${work.path}/gone`];
    const run = await runTool('mpkg', ['-i', pac, '--root', root], { under });
    assert.notEqual(run.exit, 0);
    assert.match(run.stderr, /current (working )?directory/);
    assert.deepEqual(fingerprint(root), before);
  });

  test('a root or prefix that is no directory is named', async () => {
    for (const words of [
      ['-i', pac, '--root', pac],
      ['-u', 'foo', '--root', pac],
      ['-i', pac, '--prefix', `${pac}/x`],
      ['-u', 'foo', '--prefix', `${pac}/x`],
    ]) {
      const run = await runTool('mpkg', words);
      assert.ok([3, 4].includes(run.exit), run.stderr);
      assert.match(run.stderr, /foo\.pac is not a directory/);
    }
  });
});

describe('a dry run', () => {
  test('changes nothing, whatever the command', async () => {
    const kept = await pack(path.join(work.path, 'two'), { 'usr/x': 'x', 'usr/share/doc/y': 'y' }, 'two');
    assert.equal((await runTool('mpkg', ['-i', kept, '--skip', 'usr/x', '--root', root])).exit, 0);
    const before = fingerprint(work.path);
    for (const [words, stdout] of [
      [['-s', 'two', '--skip', 'usr/share'], 'usr/x\nusr/share\n'],
      [['-s', 'two', '--unskip', 'usr/x'], ''],
      [['--recover'], ''],
      [['-i', pac], '+ /bin/foo\n+ /etc/\n+ /etc/foo.conf\n'],
    ] as const) {
      const run = await runTool('mpkg', [...words, '-n', '--root', root]);
      assert.deepEqual([words, run.exit, run.stdout], [words, 0, stdout], run.stderr);
      assert.deepEqual(fingerprint(work.path), before);
    }
    const refused = await runTool('mpkg', ['-s', 'two', '--unskip', 'usr/nothing', '-n', '--root', root]);
    assert.equal(refused.exit, 3, refused.stderr);
    fs.rmSync(`${root}/var/lib/mpkg/directories`);
    const { result } = (await runTool('mpkg', ['--recover', '-n', '--json', '--root', root])).json();
    assert.equal(fs.existsSync(`${root}/var/lib/mpkg/directories`), false);
    assert.deepEqual(result, { outcome: 'nothing', kept: [], recounted: true });
  });
});

describe('tables and lists', () => {
  test('come from a command as well, also late and empty', async () => {
    for (const [option, script] of [
      ['--keep', '<(true)'],
      ['--keep', '<(sleep 0.1; echo etc/foo.conf)'],
      ['--modes', `<(echo '[{"path":"bin/foo","mode":"0700"}]')`],
    ] as const) {
      const run = await runTool('mpkg', [], {
        under: ['bash', '-c', `exec "$1" -i ${pac} --root ${root} ${option} ${script}`, '--'],
      });
      assert.equal(run.exit, 0, run.stderr);
      assert.equal((await runTool('mpkg', ['-u', 'foo', '--root', root])).exit, 0);
    }
  });

  test('that nobody writes are not waited for', async () => {
    const pipe = path.join(work.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const [tool, ...args] of [
      ['mpkg', '-i', pac, '--root', root, '--modes', pipe],
      ['mpkg', '-i', pac, '--root', root, '--keep', pipe],
      ['mpkg', '-i', pac, '--root', root, '--config', pipe],
      ['mpkg', '-l', '--root', root, '--config', pipe],
      ['mpac', 'pack', `${work.path}/new.pac`, pipe],
    ] as const) {
      const run = await runTool(tool, args);
      assert.equal(run.exit, 1, run.stderr);
      assert.match(run.stderr, /pipe: it is a pipe that nobody writes into/);
    }
    for (const args of [
      ['list', pipe],
      ['create', pipe, root],
      ['create', `${work.path}/new.pac`, root, '--modes', pipe],
    ]) {
      const run = await runTool('mpac', args);
      assert.match(run.stderr, /pipe: it is not a regular file/);
    }
    assert.equal(fs.existsSync(`${work.path}/new.pac`), false);
    fs.mkdirSync(`${root}/etc`);
    fs.renameSync(pipe, `${root}/etc/mpkg.conf`);
    const run = await runTool('mpkg', ['-i', pac, '--root', root]);
    assert.match(run.stderr, /etc\/mpkg\.conf: it is not a regular file/);
  });

  test('an extraction that cannot begin says why, and leaves no directory', async () => {
    const run = await runTool('mpac', ['extract', pac, `${pac}/out`]);
    assert.deepEqual([run.exit, run.stderr], [4, `mpac: error: ${pac}/out: it is not a directory\n`]);
    fs.truncateSync(pac, fs.statSync(pac).size - 1);
    fs.copyFileSync(pac, `${work.path}/cut`);
    execFileSync('gzip', ['-k', `${work.path}/cut`]);
    const cut = await runTool('mpac', ['extract', `${work.path}/cut.gz`, `${work.path}/a/b`]);
    assert.equal(cut.exit, 6, cut.stderr);
    assert.equal(fs.existsSync(`${work.path}/a`), false);
  });
});
