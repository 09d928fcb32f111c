// State files that somebody damaged: the run is refused, nothing is changed, and the message names the file and the ways out.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { buildTree, fingerprint, runTool, temporaryDirectory, type RunResult } from '@mpkg/testkit';
import { pack } from '../support/deployment.ts';

let work: ReturnType<typeof temporaryDirectory>;
let root: string;
let pac: string;
let state: string;

const mpkg = (...args: readonly string[]): Promise<RunResult> => runTool('mpkg', [...args, '--root', root]);

beforeEach(async () => {
  work = temporaryDirectory();
  root = `${work.path}/root`;
  state = `${root}/var/lib/mpkg`;
  buildTree(root, { 'bin/other': '' });
  pac = await pack(work.path, { 'bin/foo': 'foo', 'opt/foo/doc/x': 'x' }, 'foo');
  assert.equal((await mpkg('-i', pac, '--skip', 'opt/foo/doc')).exit, 0);
});

afterEach(() => work[Symbol.dispose]());

const DAMAGES: Record<string, () => void> = {
  'foo.json': () => fs.rmSync(`${state}/groups/default/foo.json`),
  'foo.list': () => fs.rmSync(`${state}/groups/default/foo.list`),
};

describe('damaged state', () => {
  test('is told of every package at once by a check, which still compares the others', async () => {
    const other = await pack(`${work.path}/other`, { 'usr/x': 'x', 'usr/y': 'y' }, 'other');
    const third = await pack(`${work.path}/third`, { 'srv/z': 'z' }, 'third');
    assert.equal((await mpkg('-i', other, third)).exit, 0);
    fs.writeFileSync(`${root}/usr/y`, 'Y');
    fs.writeFileSync(`${state}/groups/default/third.json`, '{');
    fs.rmSync(`${state}/groups/default/foo.list`);
    const run = await mpkg('-c');
    assert.equal(run.exit, 1);
    assert.deepEqual(run.stdout.split('\n').toSorted(), [
      '',
      'content /usr/y',
      `damaged ${state}/groups/default/foo.list`,
      `damaged ${state}/groups/default/third.json`,
    ]);
    assert.match(
      run.stderr,
      /third\.json is damaged: it is not JSON\nhint: .*\n.*checked 3 packages: 3 prob/s,
    );
    const { result, errors } = (await mpkg('-c', '--json')).json();
    assert.deepEqual(errors, []);
    assert.deepEqual(
      result.packages.map((each: { damage?: { code: string } }) => each.damage?.code),
      ['state-malformed', undefined, 'state-malformed'],
    );
  });

  const LOST: Record<string, (file: string) => void> = {
    lost: (file) => fs.rmSync(file),
    empty: (file) => fs.truncateSync(file),
    'cut short': (file) => fs.truncateSync(file, fs.statSync(file).size - 3),
    nonsense: (file) => fs.writeFileSync(file, 'x opt\nnonsense\n'),
    'out of order': (file) =>
      fs.writeFileSync(file, fs.readFileSync(file, 'utf8').trim().split('\n').toReversed().join('\n') + '\n'),
    'one line less': (file) =>
      fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('2 opt/foo\n', '')),
  };
  for (const [how, damage] of Object.entries(LOST)) {
    test(`a list of directories that is ${how} is noticed, and made anew from the records`, async () => {
      const without = fingerprint(root, { except: ['var'] });
      const shared = await pack(`${work.path}/shared`, { 'opt/foo/shared': 's' }, 'shared');
      assert.equal((await mpkg('-i', shared)).exit, 0);
      const counts = (): string[] =>
        fs
          .readFileSync(`${state}/directories`, 'utf8')
          .split('\n')
          .filter((line) => / opt/.test(line));
      const before = counts();
      damage(`${state}/directories`);
      const check = await mpkg('-c');
      assert.deepEqual([check.exit, check.stdout], [1, `damaged ${state}/directories\n`]);
      assert.match(check.stderr, /\nhint: mpkg --recover\n/);
      const deployed = fingerprint(root);
      const removal = await mpkg('-u', 'shared');
      assert.equal(removal.exit, 1, removal.stderr);
      assert.match(removal.stderr, /directories is damaged: .*\nhint: mpkg --recover\n/);
      assert.deepEqual(fingerprint(root), deployed);
      assert.equal((await mpkg('--recover', '--json')).json().result.recounted, true);
      assert.deepEqual(counts(), before);
      assert.equal((await mpkg('-c')).exit, 0);
      assert.equal((await mpkg('--recover', '--json')).json().result.recounted, false);
      assert.equal((await mpkg('-u', 'shared')).exit, 0);
      assert.deepEqual(fingerprint(root, { except: ['var'] }), without);
      assert.equal((await mpkg('-u', 'foo')).exit, 0);
      assert.equal(fs.existsSync(`${root}/opt`), false);
    });
  }

  for (const [file, damage] of Object.entries(DAMAGES)) {
    test(`without ${file} a package is neither there nor gone, until it is forgotten`, async () => {
      damage();
      const before = fingerprint(root);
      for (const args of [['-u', 'foo'], ['-i', pac, '--replace'], ['-c'], ['-s', 'foo', '--skip', 'bin']]) {
        const run = await mpkg(...args);
        assert.equal(run.exit, 1, run.stderr);
        assert.match(run.stderr, new RegExp(`${file} is damaged: it is missing\nhint: .* rm .*foo\\.list`));
      }
      assert.equal((await mpkg('-l')).stdout, 'foo\n');
      assert.deepEqual(fingerprint(root), before);
      for (const suffix of ['list', 'json', 'pac'])
        fs.rmSync(`${state}/groups/default/foo.${suffix}`, { force: true });
      assert.equal((await mpkg('-l')).stdout, '');
      assert.equal((await mpkg('-i', pac)).exit, 4);
    });
  }

  test('a record under the name of another package removes neither', async () => {
    const directory = `${state}/groups/default`;
    for (const suffix of ['list', 'json'])
      fs.copyFileSync(`${directory}/foo.${suffix}`, `${directory}/bar.${suffix}`);
    const before = fingerprint(root);
    const run = await mpkg('-u', 'bar');
    assert.equal(run.exit, 1);
    assert.match(run.stderr, /bar\.json is damaged: it is about foo/);
    assert.deepEqual(fingerprint(root), before);
  });

  test('a kept archive that is gone is looked for where it came from', async () => {
    fs.rmSync(`${state}/groups/default/foo.pac`);
    fs.renameSync(pac, `${pac}.away`);
    const run = await mpkg('-s', 'foo', '--unskip', 'opt/foo/doc');
    assert.equal(run.exit, 3);
    assert.match(run.stderr, /the archive of foo is not at .*foo\.pac any more/);
    fs.renameSync(`${pac}.away`, pac);
    assert.equal((await mpkg('-s', 'foo', '--unskip', 'opt/foo/doc')).exit, 0);
    assert.equal(fs.readFileSync(`${root}/opt/foo/doc/x`, 'utf8'), 'x');
  });

  test('a damaged journal or list of directories is named, with a way out', async () => {
    fs.writeFileSync(`${state}/journal`, 'nonsense');
    const journal = await mpkg('-u', 'foo');
    assert.equal(journal.exit, 1);
    assert.match(journal.stderr, /journal is damaged; nothing was touched\nhint: .*remove it/);
    fs.rmSync(`${state}/journal`);
    fs.appendFileSync(`${state}/directories`, 'half a line');
    const counts = await mpkg('-u', 'foo');
    assert.equal(counts.exit, 1);
    assert.match(counts.stderr, /directories is damaged: .*\nhint: mpkg --recover/);
    assert.equal(fs.existsSync(`${root}/bin/foo`), true);
  });
});
