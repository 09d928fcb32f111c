import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { isLibrary, sortFiles, topmostOthers } from '../../../src/run/placing/own-files.ts';

const LIBC = [
  'lib/ld-linux.so.2',
  'etc/ld.so.conf.d/i386-linux-gnu.conf',
  'usr/lib/i386-linux-gnu/gconv/gconv-modules',
  'usr/share/doc/libc6/copyright',
];

describe('files of a foreign architecture', () => {
  it('are its own when their path names it, or when they are its dynamic linker', () => {
    assert.deepEqual(sortFiles(LIBC, 'i686'), { own: LIBC.slice(0, 3), others: LIBC.slice(3) });
    assert.deepEqual(sortFiles(['lib64/ld-linux-x86-64.so.2', 'lib/ld/x.so.2'], 'amd64').others, [
      'lib/ld/x.so.2',
    ]);
    assert.deepEqual(sortFiles(LIBC, 'z80'), { own: [], others: LIBC });
  });

  it('make a library when the others are for people', () => {
    assert.equal(isLibrary(sortFiles(LIBC, 'i686')), true);
    assert.equal(isLibrary(sortFiles([...LIBC, 'usr/bin/ldd'], 'i686')), false);
    assert.equal(isLibrary(sortFiles(['usr/share/doc/a'], 'i686')), false);
  });

  it('leave the others out by the topmost paths that keep their own', () => {
    const leaves = [...LIBC, 'etc/gai.conf', 'usr/share/man/a', 'usr/include/a.h'];
    assert.deepEqual(topmostOthers(sortFiles(leaves, 'i686')), ['usr/share', 'etc/gai.conf', 'usr/include']);
  });

  it('the topmost paths are above every other file and above none of its own', () => {
    const name = fc.constantFrom('a', 'b', 'i386-linux-gnu', 'ab');
    const leaf = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `${names.join('/')}.x`);
    fc.assert(
      fc.property(fc.uniqueArray(leaf, { maxLength: 12 }), (leaves) => {
        const sorted = sortFiles(leaves, 'i386');
        const topmost = topmostOthers(sorted);
        const isOut = (path: string): boolean =>
          topmost.some((top) => path === top || path.startsWith(`${top}/`));
        assert.deepEqual(leaves.filter(isOut), sorted.others);
      }),
    );
  });
});
