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
    assert.match(counts.stderr, /directories is damaged: .*\nhint: .*remove it/);
    fs.rmSync(`${state}/directories`);
    assert.equal((await mpkg('-u', 'foo')).exit, 0);
    assert.equal(fs.existsSync(`${root}/bin/foo`), false);
  });
});
