import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { parseJsonc, valueOf } from '@mpkg/manifest';
import fc from 'fast-check';

import type { Config, RepositoryEntry } from '../../src/config/index.ts';
import { addRepository, moveRepository, removeRepository, trustRepository } from '../../src/repos/edit.ts';

const TEXT = `{
  // who we are
  "arch": "amd64",
  "repositories": [
    // ours, always first
    { "name": "ours", "kind": "index", "urls": ["https://our.example.org/"] }, // beside ours
    /* the distribution */
    { "name": "debian", "kind": "debian", "urls": ["https://deb.example.org/debian"], "suites": ["stable"] },
    { "name": "extra", "kind": "index", "urls": ["https://x.example.org/"] } // beside extra
  ], // the end
}
`;

const entry = (name: string): RepositoryEntry => ({
  name,
  kind: 'index',
  urls: ['https://new.example.org/'],
});
const names = (text: string): string[] =>
  ((valueOf(parseJsonc(text)) as Config).repositories ?? []).map(({ name }) => name);
const comments = (text: string): string[] => (text.match(/\/\/ [^\n]*|\/\* [^*]*\*\//g) ?? []).sort();
const commentCount = (text: string): number => (text.match(/\/\/|\/\*/g) ?? []).length;

describe('the ranked list', () => {
  test('grows at the end, or at a rank', () => {
    assert.deepEqual(names(addRepository(TEXT, entry('new'), undefined)), ['ours', 'debian', 'extra', 'new']);
    assert.deepEqual(names(addRepository(TEXT, entry('new'), 1)), ['new', 'ours', 'debian', 'extra']);
    assert.deepEqual(names(addRepository(TEXT, entry('new'), 99)), ['ours', 'debian', 'extra', 'new']);
  });

  test('begins in a file that is empty or has none', () => {
    for (const text of ['', '{}', '{ "arch": "amd64" }', '{ "repositories": [] }']) {
      assert.deepEqual(names(addRepository(text, entry('new'), undefined)), ['new']);
    }
  });

  test('shrinks', () => assert.deepEqual(names(removeRepository(TEXT, 'debian')), ['ours', 'extra']));

  test('is reordered with its comments', () => {
    const moved = moveRepository(TEXT, 'ours', 3);
    assert.deepEqual(names(moved), ['debian', 'extra', 'ours']);
    assert.deepEqual(comments(moved), comments(TEXT));
    assert.match(moved, /\/\/ ours, always first\n\s+\{ "name": "ours"[^\n]*\/\/ beside ours\n/);
    assert.match(moved, /\/\* the distribution \*\/\n\s+\{ "name": "debian"/);
  });

  test('keeps who is trusted', () => {
    const text = trustRepository(TEXT, 'debian', { identities: ['D/D/stable'], keyring: '/k.gpg' });
    const [, debian] = (valueOf(parseJsonc(text)) as Config).repositories ?? [];
    assert.deepEqual([debian?.trust, debian?.keyring], [['D/D/stable'], '/k.gpg']);
    assert.deepEqual(comments(text), comments(TEXT));
  });

  test('refuses a name twice, and one that is not there', () => {
    assert.throws(() => addRepository(TEXT, entry('ours'), 1), { code: 'repository-exists', exit: 4 });
    for (const edit of [removeRepository, (text: string, name: string) => moveRepository(text, name, 1)]) {
      assert.throws(() => edit(TEXT, 'debain'), {
        code: 'repository-unknown',
        exit: 3,
        details: { near: ['debian'] },
      });
    }
  });

  test('any move is a permutation that keeps every comment', () => {
    const piece = fc.constantFrom(
      '',
      ' ',
      '\n',
      ' // line\n',
      '/* block */',
      '\n  // a\n  /* b */\n',
      '/* a\n b */',
    );
    const list = fc.array(fc.tuple(piece, piece, piece), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(list, fc.boolean(), fc.nat(6), fc.nat(6), (gaps, hasTrailingComma, from, to) => {
        const items = gaps.map(([above, before, after], index) => {
          const comma = index < gaps.length - 1 || hasTrailingComma ? `${before},` : '';
          return `${above}{"name":"n${index}"}${comma}${after}`;
        });
        const text = `{"repositories":[${items.join('')}]}`;
        const order = names(text);
        const name = order[from % order.length] ?? '';
        const moved = moveRepository(text, name, to);
        const expected = order.filter((other) => other !== name);
        expected.splice(Math.min(Math.max(to - 1, 0), order.length - 1), 0, name);
        assert.deepEqual(names(moved), expected);
        assert.equal(commentCount(moved), commentCount(text));
      }),
    );
  });
});
