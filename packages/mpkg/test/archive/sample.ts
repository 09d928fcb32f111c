import type { Tree } from '@mpkg/testkit';

/** The tree behind `vectors/sample.*`: every kind of entry, two size bytes, names that sort by byte, an empty directory. */
export const SAMPLE: Tree = {
  README: 'A sample.\n',
  '.hidden': '',
  bin: { dir: { run: { exec: '#!/bin/sh\n' }, 'run-again': { link: 'run' } } },
  empty: { dir: {} },
  'lib/a/b/c': 'deep',
  'lib/Z': 'upper case sorts first',
  'lib/big': 'abcdefgh'.repeat(40),
  'lib/naïve': { link: '../README' },
};

/** The same as `contentLines` gives it, names as bytes. */
export const SAMPLE_PATHS = [
  '.hidden',
  'README',
  'bin',
  'bin/run',
  'bin/run-again',
  'empty',
  'lib',
  'lib/Z',
  'lib/big',
  'lib/na\xc3\xafve',
  'lib/a',
  'lib/a/b',
  'lib/a/b/c',
];
