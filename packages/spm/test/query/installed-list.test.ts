import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { parseInstalledList } from '../../src/query/installed-list.ts';

const read = (text: string) => parseInstalledList(text, 'list');

describe('a list of what is installed', () => {
  test('lines, as dpkg-query -W prints them, with marks and comments', () => {
    assert.deepEqual(read('# a comment\nlibc6:i686\t2.36-9\n\nnginx 1.22 explicit\nzlib 1 dep\n'), [
      { name: 'libc6', version: '2.36-9', architecture: 'i686', explicit: true },
      { name: 'nginx', version: '1.22', architecture: undefined, explicit: true },
      { name: 'zlib', version: '1', architecture: undefined, explicit: false },
    ]);
  });

  test('JSON', () => {
    const text = JSON.stringify([
      { name: 'a', version: '1', architecture: 'amd64', explicit: false },
      { name: 'b', version: '2' },
    ]);
    assert.deepEqual(read(text), [
      { name: 'a', version: '1', architecture: 'amd64', explicit: false },
      { name: 'b', version: '2', architecture: undefined, explicit: true },
    ]);
  });

  test('nothing', () => assert.deepEqual([read(''), read('[]')], [[], []]));

  for (const [text, subject] of [
    ['a 1\nonly-a-name\n', 'list:2'],
    ['a 1 maybe\n', 'list:1'],
    ['a 1 dep more\n', 'list:1'],
    ['[{"name":"a"}]', 'list'],
    ['[', 'list'],
    ['[1]', 'list'],
  ] as const) {
    test(`${JSON.stringify(text)} is refused`, () =>
      assert.throws(() => read(text), { code: 'request-invalid', subject }));
  }
});
