import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { SpmError } from '../../src/errors.ts';
import { parseWish, parseWorld, printWish, printWorld } from '../../src/world/text.ts';
import { changed, difference, inverse } from '../../src/world/world.ts';

const TEXT = `# mine
install web
  install   java  with openjdk-17-jre  # the long-term one
pin python3 =3.11.2-1
block tomcat >=10 <11

install lib:foo
install zlib >=1.2 in musl
`;

describe('the world', () => {
  const world = parseWorld(TEXT, 'world');

  it('reads a line a wish, in order, whatever the blanks and comments', () => {
    assert.deepEqual(
      [...world],
      [
        'block tomcat >=10 <11',
        'install java with openjdk-17-jre',
        'install lib:foo',
        'install web',
        'install zlib >=1.2 in musl',
        'pin python3 =3.11.2-1',
      ],
    );
  });

  it('reads back what it prints', () => {
    assert.deepEqual(parseWorld(printWorld(world), 'world'), world);
    for (const line of world) assert.equal(printWish(parseWish(line)), line);
  });

  it('takes a line apart', () => {
    assert.deepEqual(parseWish('install java >=11 with openjdk-17-jre'), {
      verb: 'install',
      subject: 'java',
      range: '>=11',
      provider: 'openjdk-17-jre',
    });
  });

  it('takes a group as part of what the wish is about', () => {
    assert.deepEqual(parseWish('install zlib >=1.2 in musl'), {
      verb: 'install',
      subject: 'musl:zlib',
      range: '>=1.2',
      group: 'musl',
      provider: undefined,
    });
  });

  it('names file and line of what it does not understand', () => {
    assert.throws(
      () => parseWorld('install web\ninstal java\n', '/x/world'),
      (error: SpmError) => error.code === 'config-invalid' && error.subject === '/x/world:2',
    );
  });

  it('is led from one state to another by their difference, and back by its inverse', () => {
    const other = parseWorld('install web\ninstall nginx\n', 'other');
    const step = difference(world, other);
    assert.deepEqual(changed(world, step), other);
    assert.deepEqual(changed(other, inverse(step)), world);
    assert.deepEqual(changed(changed(world, step), step), other);
  });
});
