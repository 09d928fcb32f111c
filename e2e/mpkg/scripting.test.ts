// mpkg as another distribution's scripts use it: names on stdout, talk on stderr, exit statuses that can be relied on.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import {
  BIN,
  buildTree,
  fingerprint,
  runTool,
  temporaryDirectory,
  type RunResult,
  type Tree,
} from '@mpkg/testkit';
import { pack } from '../support/deployment.ts';

const PACKAGE: Tree = {
  'bin/foo': { exec: '#!/bin/sh\necho foo\n' },
  'etc/foo.conf': 'setting=1\n',
  'share/man/man1/foo.1': '.TH FOO\n',
  'share/doc/foo/README': 'read me\n',
};

let work: ReturnType<typeof temporaryDirectory>;
let root: string;
let pac: string;

const mpkg = (...args: readonly string[]): Promise<RunResult> => runTool('mpkg', [...args, '--root', root]);

async function succeeds(...args: readonly string[]): Promise<RunResult> {
  const run = await mpkg(...args);
  assert.equal(run.exit, 0, run.stderr);
  return run;
}

beforeEach(async () => {
  work = temporaryDirectory();
  root = path.join(work.path, 'root');
  buildTree(root, { 'bin/other': { exec: 'other' }, empty: { dir: {} } });
  pac = await pack(work.path, PACKAGE, 'foo');
});

afterEach(() => work[Symbol.dispose]());

describe('deploy and undo', () => {
  test('the tree is exactly what it was', async () => {
    const before = fingerprint(root);
    await succeeds('-i', pac);
    assert.equal(fs.readFileSync(`${root}/etc/foo.conf`, 'utf8'), 'setting=1\n');
    assert.deepEqual((await succeeds('-l', 'foo')).stdout.trim().split('\n').toSorted(), [
      '/bin/foo',
      '/etc/foo.conf',
      '/share/doc/foo/README',
      '/share/man/man1/foo.1',
    ]);
    await succeeds('-u', 'foo');
    assert.deepEqual(fingerprint(root), before);
  });

  test('modes do not depend on the umask', async () => {
    await runTool('mpkg', ['-i', pac, '--root', root], { under: ['sh', '-c', 'umask 077; exec "$@"', 'sh'] });
    const modeOf = (file: string): string => (fs.statSync(`${root}/${file}`).mode & 0o7777).toString(8);
    assert.deepEqual(['bin/foo', 'etc/foo.conf', 'share/man'].map(modeOf), ['755', '644', '755']);
  });

  test('a dry run writes nothing', async () => {
    const before = fingerprint(root);
    await succeeds('-i', pac, '-n');
    assert.deepEqual(fingerprint(root), before);
  });

  test('what a user changed is kept beside, with a warning', async () => {
    await succeeds('-i', pac);
    fs.writeFileSync(`${root}/etc/foo.conf`, 'mine\n');
    const { stderr } = await succeeds('-u', 'foo');
    assert.match(stderr, /warning:.*foo\.conf/);
    assert.equal(fs.readFileSync(`${root}/etc/foo.conf.mpkg-save`, 'utf8'), 'mine\n');
    assert.equal(fs.existsSync(`${root}/etc/foo.conf`), false);
  });

  test('a package is deployed once', async () => {
    await succeeds('-i', pac);
    assert.equal((await mpkg('-i', pac)).exit, 4);
    assert.equal((await mpkg('-i', pac, '--replace')).exit, 0);
  });

  test('several archives are all or none', async () => {
    const rival = await pack(path.join(work.path, 'rival'), { 'bin/foo': { exec: 'rival' } }, 'rival');
    const before = fingerprint(root);
    const { exit, stdout } = await mpkg('-i', pac, rival);
    assert.deepEqual([exit, stdout.trim()], [4, 'bin/foo']);
    assert.deepEqual(fingerprint(root), before);
  });
});

describe('conflicts', () => {
  test('all names, nothing else, nothing written', async () => {
    buildTree(root, { 'bin/foo': { exec: 'mine' }, etc: 'a file', 'share/doc/foo/README': { dir: {} } });
    const before = fingerprint(root);
    const { exit, stdout } = await mpkg('-i', pac);
    assert.equal(exit, 4);
    assert.deepEqual(stdout.trim().split('\n').toSorted(), ['bin/foo', 'etc', 'share/doc/foo/README']);
    assert.deepEqual(fingerprint(root), before);
    const document = (await mpkg('-i', pac, '--json')).json();
    assert.equal(document.errors[0]?.code, 'file-conflict');
    assert.deepEqual(document.errors[0]?.details?.['paths'], stdout.trim().split('\n'));
  });

  test('a skipped path is no conflict and is never touched', async () => {
    buildTree(root, { 'share/doc/foo/README': 'mine' });
    await succeeds('-i', pac, '--skip', 'share/doc');
    await succeeds('-u', 'foo');
    assert.equal(fs.readFileSync(`${root}/share/doc/foo/README`, 'utf8'), 'mine');
  });

  test('what was skipped comes back offline', async () => {
    await succeeds('-i', pac, '--skip', 'share/man');
    fs.rmSync(pac);
    assert.equal(fs.existsSync(`${root}/share/man`), false);
    assert.match((await succeeds('-s', 'foo')).stdout, /share\/man/);
    await succeeds('-s', 'foo', '--unskip', 'share/man');
    assert.equal(fs.readFileSync(`${root}/share/man/man1/foo.1`, 'utf8'), '.TH FOO\n');
  });
});

describe('groups', () => {
  beforeEach(() => {
    buildTree(root, {
      'etc/mpkg.conf': `group python3.8\nfrom ${work.path}\ninto /usr/lib/python3.8\nskip share/doc\ngroup closed\ndeny etc\n`,
    });
    fs.mkdirSync(`${root}${work.path}`, { recursive: true });
    fs.copyFileSync(pac, `${root}${pac}`);
  });

  test('a bare name is found, lands below the prefix, and is another package than the same name elsewhere', async () => {
    await succeeds('-i', 'foo', '-g', 'python3.8');
    await succeeds('-i', pac, '--skip', 'etc');
    assert.deepEqual((await succeeds('-l')).stdout.trim().split('\n').toSorted(), ['foo', 'python3.8:foo']);
    assert.equal(fs.existsSync(`${root}/usr/lib/python3.8/bin/foo`), true);
    assert.equal(fs.existsSync(`${root}/usr/lib/python3.8/share/doc`), false);
    const list = fs.readFileSync(`${root}/var/lib/mpkg/groups/python3.8/foo.list`, 'utf8').split('\n');
    assert.equal(list[0], 'usr/lib/python3.8/');
    await succeeds('-u', 'python3.8:foo');
    assert.equal(fs.existsSync(`${root}/usr/lib`), false);
  });

  test('what is deployed already is told how it is replaced, in its group and by its name', async () => {
    await succeeds('-i', 'foo', '-g', 'python3.8', '--name', 'bar');
    const { exit, stderr } = await mpkg('-i', 'foo', '-g', 'python3.8', '--name', 'bar');
    assert.equal(exit, 4);
    const [, hint = ''] = /hint: mpkg (.*)\n/.exec(stderr) ?? [];
    assert.match(hint, /-g python3\.8 --name bar --replace$/);
    await succeeds(...hint.split(' '));
  });

  test('the wrong group is told the right one', async () => {
    await succeeds('-i', 'foo', '-g', 'python3.8');
    const { exit, stderr } = await mpkg('-u', 'foo');
    assert.equal(exit, 3);
    assert.match(stderr, /python3\.8/);
  });

  test('a denied path refuses the package', async () => {
    const { exit, stdout } = await mpkg('-i', pac, '-g', 'closed');
    assert.equal(exit, 11);
    assert.match(stdout, /^etc/);
  });

  test('a configuration that is wrong is refused with its line', async () => {
    fs.appendFileSync(`${root}/etc/mpkg.conf`, 'inot /usr\n');
    const { exit, stderr } = await mpkg('-i', pac);
    assert.equal(exit, 2);
    assert.match(stderr, /mpkg\.conf:7/);
  });
});

describe('the root as chroot sees it', () => {
  test('links inside are followed, links out are refused by name', async () => {
    fs.mkdirSync(`${root}/usr/share`, { recursive: true });
    fs.symlinkSync('/usr/share', `${root}/share`);
    await succeeds('-i', pac);
    assert.equal(fs.existsSync(`${root}/usr/share/doc/foo/README`), true);
    assert.equal(fs.existsSync('/usr/share/doc/foo/README'), false);
    await succeeds('-u', 'foo');
    assert.equal(fs.readlinkSync(`${root}/share`), '/usr/share');

    buildTree(root, { outside: { dir: {} }, prefix: { dir: {} } });
    fs.symlinkSync('../outside', `${root}/prefix/bin`);
    const { exit, stdout } = await mpkg('-i', pac, '--into', '/prefix');
    assert.deepEqual([exit, stdout.trim()], [11, 'bin']);
    assert.deepEqual(fs.readdirSync(`${root}/outside`), []);
  });

  test('a link of one package is not written through by the next', async () => {
    const outside = path.join(work.path, 'outside');
    fs.mkdirSync(outside);
    const trap = await pack(path.join(work.path, 'trap'), { opt: { link: outside } }, 'trap');
    const prey = await pack(path.join(work.path, 'prey'), { 'opt/evil': 'x' }, 'prey');
    await succeeds('-i', trap);
    const { exit } = await mpkg('-i', prey);
    assert.ok(exit === 4 || exit === 11);
    assert.deepEqual(fs.readdirSync(outside), []);
  });
});

describe('tables and configuration files', () => {
  test('set-id bits come from the table', async () => {
    const table = path.join(work.path, 'modes.json');
    fs.writeFileSync(table, JSON.stringify([{ path: 'bin/foo', mode: '4755' }]));
    await succeeds('-i', pac, '--modes', table);
    assert.equal(fs.statSync(`${root}/bin/foo`).mode & 0o7777, 0o4755);
    assert.equal((await mpkg('-c', 'foo')).exit, 0);
  });

  test('an existing configuration file stays', async () => {
    const keep = path.join(work.path, 'keep');
    fs.writeFileSync(keep, 'etc/foo.conf\n');
    buildTree(root, { 'etc/foo.conf': 'mine\n' });
    await succeeds('-i', pac, '--keep', keep);
    assert.equal(fs.readFileSync(`${root}/etc/foo.conf`, 'utf8'), 'mine\n');
    assert.equal(fs.readFileSync(`${root}/etc/foo.conf.mpkg-new`, 'utf8'), 'setting=1\n');
  });

  test('check names what differs', async () => {
    await succeeds('-i', pac);
    fs.writeFileSync(`${root}/etc/foo.conf`, 'changed!!\n');
    fs.rmSync(`${root}/bin/foo`);
    const { exit, stdout } = await mpkg('-c');
    assert.equal(exit, 1);
    assert.match(stdout, /missing.*bin\/foo/);
    assert.match(stdout, /content.*etc\/foo\.conf/);
  });

  test('a wrong digest is refused before anything is written', async () => {
    const before = fingerprint(root);
    assert.equal((await mpkg('-i', pac, '--sha256', '0'.repeat(64))).exit, 6);
    assert.deepEqual(fingerprint(root), before);
  });
});

test('every command says one JSON document', async () => {
  for (const args of [
    ['-i', pac],
    ['-l'],
    ['-l', 'foo'],
    ['-c'],
    ['-s', 'foo'],
    ['--groups'],
    ['--recover'],
    ['-u', 'foo'],
    ['-u', 'foo'],
  ]) {
    const run = await mpkg(...args, '--json');
    const document = run.json();
    assert.equal(document.schema, 'mpkg/1');
    assert.equal(document.exit, run.exit);
    assert.equal(run.stderr, '');
  }
});

test('the version costs nothing else', async () => {
  for (const tool of ['mpac', 'mpkg', 'spm'] as const) {
    assert.match((await runTool(tool, ['--version'])).stdout, new RegExp(`^${tool} \\d+\\.\\d+\\.\\d+\n$`));
  }
  assert.ok(fs.existsSync(path.join(BIN, 'mpkg')));
});
