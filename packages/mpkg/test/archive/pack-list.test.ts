import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { buildTree, temporaryDirectory } from '@mpkg/testkit';
import { createPac } from '../../src/archive/create-pac.ts';
import { packList } from '../../src/archive/pack-list.ts';
import { SAMPLE } from './sample.ts';
import { textsOf, writeFile } from './support.ts';

const FULL_LIST = `.hidden
README
> bin
run
run-again
> empty
> lib
Z
big
naïve
> lib/a
> lib/a/b
c
`;

async function pack(text: string): Promise<Record<string, string>> {
  using directory = temporaryDirectory();
  const from = path.join(directory.path, 'tree');
  buildTree(from, { ...SAMPLE, '> odd': 'x', './twice': 'y' });
  const out = path.join(directory.path, 'a.pac');
  await packList(out, writeFile(directory.path, 'in.list', text), { from });
  return await textsOf(out);
}

test('a list of a whole tree gives the archive of the tree', async () => {
  using directory = temporaryDirectory();
  const from = path.join(directory.path, 'tree');
  buildTree(from, SAMPLE);
  const list = writeFile(directory.path, 'in.list', FULL_LIST);
  const listed = await packList(path.join(directory.path, 'a.pac'), list, { from });
  const created = await createPac(path.join(directory.path, 'b.pac'), from);
  assert.equal(listed.sha256, created.sha256);
});

test('a list picks, renames, and makes directories that are not on disk', async () => {
  assert.deepEqual(await pack('\n./README\n\n> etc\nconf\tREADME\n> etc/conf.d\ndeep\tlib/a/b/c\n'), {
    README: 'A sample.\n',
    'etc/conf': 'A sample.\n',
    'etc/conf.d/deep': 'deep',
  });
});

test('a name may begin like a directory line', async () => {
  assert.deepEqual(await pack('./> odd\n'), { '> odd': 'x' });
});

const REFUSED: Record<string, readonly [line: number, text: string]> = {
  'files out of order': [2, 'README\n.hidden\n'],
  'directories out of order': [2, '> lib\n> bin\n'],
  'a name twice': [2, 'README\nREADME\n'],
  'a file and a directory of one name': [2, 'README\n> README\n'],
  'a directory whose parent is not open': [1, '> lib/a\n'],
  'a directory whose parent was closed': [4, '> bin\n> lib\n\n> bin/x\n'],
  'a missing file': [2, 'README\nmissing\n'],
  'a directory without its mark': [1, 'bin\n'],
  'a path for a name': [1, 'bin/run\n'],
  'two tabs': [1, 'a\tREADME\tb\n'],
  'no source': [1, 'a\t\n'],
  'an empty directory name': [1, '> bin/\n'],
  'an absolute directory': [1, '> /bin\n'],
  'a control byte': [1, 'README\r\n'],
};

for (const [what, [line, text]] of Object.entries(REFUSED)) {
  test(`a list with ${what} is refused with its line`, async () => {
    await assert.rejects(pack(text), { name: 'MpkgError', code: 'list-invalid', exit: 2, details: { line } });
  });
}

test('a list that is missing or names nothing is refused', async () => {
  await assert.rejects(packList('/nonexistent/a.pac', '/nonexistent/list'), { code: 'file-not-found' });
  await assert.rejects(pack('\n'), { code: 'pac-malformed' });
  assert.equal(fs.existsSync('/nonexistent'), false);
});
