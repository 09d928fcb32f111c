import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { satisfies } from '@mpkg/manifest';

import { SpmError } from '../../../src/errors.ts';
import { parseProvision, parseRequirement } from '../../../src/formats/debian/relations.ts';

/** `name:architecture` of each alternative, and which of the versions 1, 2 and 3 it admits. */
function shape(text: string): string[] {
  return parseRequirement(text).map(({ name, architecture, range }) => {
    const admitted = ['1', '2', '3'].filter((version) => range === undefined || satisfies(range, version));
    return `${name}${architecture === undefined ? '' : `:${architecture}`} ${admitted.join('')}`;
  });
}

describe('a Debian requirement', () => {
  const accepted: Record<string, string[]> = {
    a: ['a 123'],
    'a (>= 2)': ['a 23'],
    'a (>> 2)': ['a 3'],
    'a (<= 2)': ['a 12'],
    'a (<< 2)': ['a 1'],
    'a (= 2)': ['a 2'],
    'a (> 2)': ['a 23'],
    'a (< 2)': ['a 12'],
    'a(>=2)': ['a 23'],
    'a  ( >=  2 ) ': ['a 23'],
    'a:any': ['a:any 123'],
    'a:i386 (= 2)': ['a:i386 2'],
    'a | b (>= 3)|c': ['a 123', 'b 3', 'c 123'],
    'a\n | b': ['a 123', 'b 123'],
    'libstdc++6 (>= 2~rc1)': ['libstdc++6 23'],
    '0ad-data_x.y': ['0ad-data_x.y 123'],
  };
  for (const [text, expected] of Object.entries(accepted)) {
    it(`reads \`${text.replaceAll('\n', '⏎')}\``, () => assert.deepEqual(shape(text), expected));
  }

  const refused = [
    '',
    ' ',
    'a |',
    '| a',
    'a | | b',
    'a (>= 2',
    'a >= 2',
    'a (~ 2)',
    'a (>=)',
    'a (2)',
    'a b',
  ];
  for (const text of [...refused, '${shlibs:Depends}', '-a', 'a [amd64]', 'a:', 'a <!nocheck>', 'a/b']) {
    it(`refuses \`${text}\``, () => {
      assert.throws(
        () => parseRequirement(text),
        (error) => {
          return error instanceof SpmError && error.code === 'index-malformed';
        },
      );
    });
  }
});

describe('a Debian provision', () => {
  it('has an exact version or none', () => {
    assert.deepEqual(parseProvision('a'), { name: 'a', version: undefined });
    assert.deepEqual(parseProvision('a (= 1:2-3)'), { name: 'a', version: '1:2-3' });
  });

  for (const text of ['a (>= 1)', 'a | b', 'a:any', '']) {
    it(`refuses \`${text}\``, () => assert.throws(() => parseProvision(text), SpmError));
  }
});
