import { describe, test } from 'node:test';

import fc from 'fast-check';

import { LONG, temporaryDirectory } from '@mpkg/testkit';

import { SpmError } from '../../src/errors.ts';
import { debOf, tarOf, type TarSpec } from './archives.ts';
import { converted } from './conversion.ts';
import { cpioOf, rpmOf } from './rpms.ts';
import { zipOf } from './zips.ts';

const MEMBERS: readonly TarSpec[] = [
  { name: './usr/bin/tool', content: 'x'.repeat(700), mode: 0o755 },
  { name: './usr/bin/alias', type: 'symlink', linkname: 'tool' },
  { name: './usr/bin/twin', type: 'link', linkname: './usr/bin/tool' },
];

const RUNS = 150;
const LIMIT = 10_000_000;

const sources: Readonly<Record<string, () => Promise<Buffer>>> = {
  'sample.deb': () => debOf({ data: MEMBERS, compression: 'none', controlCompression: 'none' }),
  'sample.gz.deb': () => debOf({ data: MEMBERS }),
  'sample.tar': () => tarOf(MEMBERS),
  'sample.zip': async () =>
    zipOf([
      { name: 'a', content: 'x'.repeat(500), mode: 0o100_755 },
      { name: 'b/', wide: true },
    ]),
  'sample.jar': async () => zipOf([{ name: 'META-INF/MANIFEST.MF', content: 'Main-Class: x\n', wide: true }]),
  'sample.rpm': async () =>
    rpmOf(
      cpioOf([
        { name: './a', mode: 0o100_755, content: 'x' },
        { name: './b', mode: 0o120_777, content: 'a' },
      ]),
    ),
};

describe('a damaged package is converted or refused, and nothing else', () => {
  for (const [name, make] of Object.entries(sources)) {
    test(name, LONG, async () => {
      const whole = await make();
      const spot = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
      const damage = fc.record({
        spots: fc.array(spot, { minLength: 1, maxLength: 4 }),
        length: fc.oneof({ weight: 3, arbitrary: fc.constant(whole.length) }, fc.nat(whole.length)),
      });
      await fc.assert(
        fc.asyncProperty(damage, async ({ spots, length }) => {
          using directory = temporaryDirectory();
          const bytes = Buffer.from(whole);
          for (const { at, byte } of spots) bytes[at] = byte;
          try {
            await converted({
              directory: directory.path,
              bytes: bytes.subarray(0, length),
              name,
              limit: LIMIT,
            });
          } catch (error) {
            if (!(error instanceof SpmError)) throw error;
          }
        }),
        { numRuns: RUNS },
      );
    });
  }
});
