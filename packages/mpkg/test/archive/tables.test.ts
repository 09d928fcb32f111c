import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bytes } from '../../src/bytes.ts';
import { compileGlob } from '../../src/archive/glob.ts';
import { modesToJson, parseModes, type ModesTable } from '../../src/archive/modes.ts';

test('a table of modes reads back as it was written', () => {
  const table: ModesTable = new Map([
    ['usr/bin/sudo' as Bytes, { mode: 0o4755, owner: 0, group: 'shadow' }],
    ['na\xc3\xafve' as Bytes, { mode: 0o44 }],
    ['raw\xff' as Bytes, { capabilities: 'cap_net_raw,cap_net_admin+ep' }],
  ]);
  const json = modesToJson(table);
  assert.deepEqual(json[2], { path: 'usr/bin/sudo', mode: '4755', owner: '0', group: 'shadow' });
  assert.deepEqual(json[0], { path: 'naïve', mode: '0044' });
  assert.deepEqual(json[1], { pathHex: '726177ff', capabilities: 'cap_net_raw,cap_net_admin+ep' });
  assert.deepEqual(parseModes(JSON.stringify(json), 'modes.json'), table);
});

test('an account is a number or a name, and digits alone are a number', () => {
  const rows = [7, '7', 'www'].map((owner, at) => ({ path: `${at}`, owner }));
  const table = parseModes(JSON.stringify(rows), 'table');
  assert.deepEqual(
    [...table.values()].map(({ owner }) => owner),
    [7, 7, 'www'],
  );
});

const REFUSED: Record<string, string> = {
  'no JSON': '{',
  'no array': '{}',
  'no object': '[1]',
  'no path': '[{"mode":"755"}]',
  'two paths': '[{"path":"a","pathHex":"61"}]',
  'half a byte': '[{"pathHex":"616"}]',
  'a numeric mode': '[{"path":"a","mode":755}]',
  'a mode beyond octal': '[{"path":"a","mode":"0788"}]',
  'a mode beyond the special bits': '[{"path":"a","mode":"100644"}]',
  'a negative owner': '[{"path":"a","owner":-1}]',
  'the owner that means nobody': '[{"path":"a","owner":4294967295}]',
  'a number that no account has': '[{"path":"a","group":"99999999999"}]',
  'a group with a colon': '[{"path":"a","group":"a:b"}]',
  'capabilities of another form': '[{"path":"a","capabilities":"CAP;rm"}]',
  'an unknown key': '[{"path":"a","uid":0}]',
  'a path twice': '[{"path":"a"},{"path":"a","mode":"755"}]',
};

for (const [what, text] of Object.entries(REFUSED)) {
  test(`a table of modes with ${what} is refused`, () => {
    assert.throws(() => parseModes(text, 'modes.json'), {
      code: 'table-invalid',
      exit: 2,
      subject: 'modes.json',
    });
  });
}

const GLOBS: readonly (readonly [glob: string, matches: readonly string[], others: readonly string[]])[] = [
  ['*.la', ['x.la', 'a/b/.la'], ['x.lax', 'x.la/y']],
  ['doc', ['doc', 'usr/doc'], ['docs', 'doc/x', 'adoc']],
  ['/doc', ['doc'], ['usr/doc']],
  ['usr/*/x', ['usr/a/x'], ['usr/x', 'usr/a/b/x', 'a/usr/b/x']],
  ['usr/**/x', ['usr/x', 'usr/a/x', 'usr/a/b/x'], ['usr/ax', 'x']],
  ['usr/**', ['usr/a', 'usr/a/b'], ['usr', 'usrx/a']],
  ['?', ['a', 'b/\xff'], ['', 'ab']],
  ['é', ['\xc3\xa9'], ['\xe9']],
  ['[a-c]x', ['ax', 'd/cx'], ['dx', '[a-c]x']],
  ['[!a-c]x', ['dx'], ['ax', 'd/ax']],
  ['[]]', [']'], ['[]]', '[']],
  ['[^a]', ['^', 'a'], ['b']],
  ['a.b+(c)', ['a.b+(c)'], ['aXb+(c)', 'a.bb(c)']],
  [String.raw`\*`, ['*'], ['a', '\\']],
  ['[', ['['], ['a']],
];

for (const [glob, matches, others] of GLOBS) {
  test(`the pattern ${glob} matches what it should`, () => {
    const isMatch = compileGlob(glob);
    for (const path of matches) assert.equal(isMatch(path), true, path);
    for (const path of others) assert.equal(isMatch(path), false, path);
  });
}
