import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseIndex } from '../../src/pac/parse-index.ts';
import { dir, leaf, raw } from './bytes.ts';

const FILE = 4;
const LINK = 12;

function refuses(what: string, code: string, ...parts: readonly Uint8Array[]): void {
  test(`an index with ${what} is refused`, () => {
    assert.throws(() => parseIndex(Buffer.concat(parts)), { name: 'MpkgError', code, exit: 6 });
  });
}

refuses('a cut size', 'pac-truncated', raw(5, 1));
refuses('only a lead byte', 'pac-truncated', raw(4));
refuses('an unterminated name', 'pac-truncated', raw(4, 0, 'abc'));
refuses('an unterminated directory name', 'pac-truncated', raw(0x80, 'abc'));

refuses('leaf type 0', 'pac-malformed', leaf(0, [1], 'a'));
for (const bit of [0x10, 0x20, 0x40])
  refuses(`reserved bit ${bit}`, 'pac-malformed', leaf(FILE | bit, [1], 'a'));
refuses('a size that fewer bytes would hold', 'pac-malformed', leaf(FILE, [5, 0], 'a'));
refuses('zero in two bytes', 'pac-malformed', leaf(FILE, [0, 0], 'a'));
refuses('an empty link target', 'pac-malformed', leaf(LINK, [0], 'a'));
refuses('a link target of 4096 bytes', 'pac-malformed', leaf(LINK, [0, 16], 'a'));

for (const name of ['', '.', '..', '/', 'a/b', '/a', 'a/', 'a\nb', '\x01', '\x1f', '\x7f', 'x'.repeat(256)]) {
  refuses(`a leaf named ${JSON.stringify(name).slice(0, 12)}`, 'pac-malformed', leaf(FILE, [1], name));
  refuses(`a directory named ${JSON.stringify(name).slice(0, 12)}`, 'pac-malformed', dir(0, name));
}

refuses('a first directory of depth 1', 'pac-malformed', dir(1, 'a'));
refuses('a depth that jumps', 'pac-malformed', dir(0, 'a'), dir(2, 'b'));
refuses('the greatest depth', 'pac-malformed', dir(127, 'a'));
refuses(
  '33 nested directories',
  'pac-malformed',
  ...Array.from({ length: 33 }, (_, depth) => dir(depth, 'd')),
);

refuses('leaves out of order', 'pac-malformed', leaf(FILE, [1], 'b'), leaf(FILE, [1], 'a'));
refuses('upper case after lower case', 'pac-malformed', leaf(FILE, [1], 'a'), leaf(FILE, [1], 'B'));
refuses('a name after one that it begins', 'pac-malformed', leaf(FILE, [1], 'ab'), leaf(FILE, [1], 'a'));
refuses('signed bytes in order', 'pac-malformed', leaf(FILE, [1], '\xe9'), leaf(FILE, [1], 'a'));
refuses('directories out of order', 'pac-malformed', dir(0, 'b'), dir(0, 'a'));
refuses('directories out of order after deeper ones', 'pac-malformed', dir(0, 'b'), dir(1, 'z'), dir(0, 'a'));
refuses(
  'leaves out of order in a directory',
  'pac-malformed',
  dir(0, 'd'),
  leaf(FILE, [1], 'b'),
  leaf(FILE, [1], 'a'),
);

refuses('a leaf twice', 'pac-malformed', leaf(FILE, [1], 'a'), leaf(FILE, [1], 'a'));
refuses('a directory twice', 'pac-malformed', dir(0, 'a'), leaf(FILE, [1], 'x'), dir(0, 'a'));
refuses('a link and a directory of one name', 'pac-malformed', leaf(LINK, [1], 'a'), dir(0, 'a'));
refuses(
  'a leaf and a later directory of one name',
  'pac-malformed',
  ...['a', 'c', 'e'].map((name) => leaf(FILE, [1], name)),
  ...['b', 'd', 'e'].map((name) => dir(0, name)),
);
refuses(
  'a leaf and a subdirectory of one name, after another subtree',
  'pac-malformed',
  dir(0, 'd'),
  leaf(FILE, [1], 'm'),
  leaf(FILE, [1], 'n'),
  dir(1, 'a'),
  leaf(FILE, [1], 'n'),
  dir(1, 'n'),
);

test('the entry at fault is named by its path and number', () => {
  const index = Buffer.concat([dir(0, 'usr'), dir(1, 'bin'), leaf(FILE, [1], 'b'), leaf(FILE, [1], 'a')]);
  assert.throws(() => parseIndex(index), { subject: 'usr/bin/a', details: { entry: 3 } });
});

test('sizes that no number holds exactly are refused, not added up wrongly', () => {
  const names = Array.from({ length: 223 }, (_, i) => String.fromCharCode(0x21 + i));
  const leaves = names
    .filter((name) => !'./\x7f'.includes(name))
    .map((name) => leaf(FILE, [255, 255, 255, 255], name));
  const block = Buffer.concat(leaves);
  const directories = Array.from({ length: 9_600 }, (_, i) => dir(0, i.toString(36).padStart(3, '0')));
  const index = Buffer.concat(directories.flatMap((directory) => [directory, block]));
  assert.ok(index.length < 2 ** 24);
  assert.throws(() => parseIndex(index), { code: 'pac-malformed' });
});

test('what the format allows is accepted', () => {
  const index = parseIndex(
    Buffer.concat([
      leaf(LINK, [0xff, 15], '-'),
      leaf(8, [0xff, 0xff, 0xff, 0xff], '...'.repeat(85)),
      leaf(FILE, [0], '.hidden'),
      leaf(FILE, [0], '\x80\xff'),
      dir(0, ' '),
      dir(1, '.git'),
      dir(0, 'x'.repeat(255)),
      ...Array.from({ length: 31 }, (_, depth) => dir(depth + 1, 'd')),
    ]),
  );
  assert.equal(index.length, 38);
  assert.equal(index.contentBytes, 4095 + 0xffff_ffff);
  assert.equal(index.depth(37), 31);
});
