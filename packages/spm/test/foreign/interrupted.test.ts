import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { LONG, canTrace, injectAt, temporaryDirectory, tracePoints } from '@mpkg/testkit';

import { ArtifactCache } from '../../src/artifacts/cache.ts';
import { cleanCache } from '../../src/artifacts/clean.ts';
import { inventory } from '../../src/artifacts/inventory.ts';
import { debOf } from './archives.ts';
import { converted, sha256 } from './conversion.ts';

const PROGRAM = join(import.meta.dirname, 'convert-once.ts');
/** Of what leaves a trace on the disk. */
const CALLS = 'write,rename,mkdir';
const SAMPLES = 5;

function sampled<T>(points: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil(points.length / SAMPLES));
  return points.filter((_, at) => at % step === 0);
}

describe('a conversion that is interrupted', { skip: !canTrace() && 'strace is missing' }, () => {
  const failures = [
    ['killed', 'signal=KILL', undefined],
    ['out of space', 'error=ENOSPC', 'no-space'],
  ] as const;
  for (const [how, effect, code] of failures) {
    test(`${how} at any call, leaves a cache in which it succeeds`, LONG, async () => {
      using directory = temporaryDirectory();
      const bytes = await debOf({ data: [{ name: './a', content: Buffer.alloc(9_000_000, 'spooled') }] });
      const path = join(directory.path, 'sample.deb');
      writeFileSync(path, bytes);
      const argvFor = (cache: string): readonly string[] => [
        process.execPath,
        '--conditions=source',
        PROGRAM,
        cache,
        path,
        sha256(bytes),
      ];
      const whole = await converted({ directory: directory.path, bytes });
      const points = sampled(tracePoints(argvFor(join(directory.path, 'traced')), directory.path, CALLS));
      assert.ok(points.length >= 4);
      for (const [at, point] of points.entries()) {
        const cache = new ArtifactCache(join(directory.path, `cache-${at}`));
        const [strace = '', ...rest] = [...injectAt(point, effect), ...argvFor(cache.directory)];
        const child = spawnSync(strace, rest, { encoding: 'utf8' });
        if (code === undefined) assert.notEqual(child.status, 0);
        else assert.equal(child.stdout, code, `${point.call} ${point.ordinal}: ${child.stderr}`);
        const again = await converted({ directory: directory.path, bytes, cache });
        assert.equal(again.sha256, whole.sha256);
        assert.equal(await cache.verify(whole.sha256), true);
        cleanCache(cache, { keep: new Set([whole.sha256]), now: 0 });
        assert.deepEqual(
          [...inventory(cache)].map(({ kind }) => kind),
          ['object'],
        );
      }
    });
  }
});
