import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { decompressed } from '../../src/repos/compression/decompress.ts';
import { syncedIndexes } from '../../src/sync/synced-repositories.ts';
import { indexText, type Suite, suiteFiles } from './archive.ts';
import { debian, Harness } from './harness.ts';

const SUITE: Suite = {
  suite: 'stable',
  date: 'Mon, 01 Jan 2026 00:00:00 UTC',
  indexes: {
    'main/binary-amd64': indexText(50, 1),
    'main/binary-i386': 'foreign',
    'extra/binary-amd64': 'extra',
  },
};
const MAIN = SUITE.indexes['main/binary-amd64'] ?? '';

const NO_LZ4 = spawnSync('lz4', ['--version']).status !== 0 && 'lz4 is missing';

let harness: Harness;
let lists: string;
beforeEach(() => {
  harness = new Harness();
  lists = join(harness.folder, 'lists');
  mkdirSync(lists);
  mkdirSync(join(lists, 'partial'));
});
afterEach(() => harness.remove());

/** Names a suite's files as apt does, keeping the plain indexes. */
function writeLists(suite: Suite): void {
  for (const [path, content] of suiteFiles(suite)) {
    if (path.includes('by-hash') || path.endsWith('.gz')) continue;
    writeFileSync(join(lists, `deb.example.org_debian${path.replaceAll('/', '_')}`), content);
  }
}

const aptLists = (more: Parameters<typeof debian>[2] = {}) =>
  debian('apt', [pathToFileURL(lists)], { suites: [], components: [], ...more });

describe("apt's lists", () => {
  test('are found, filtered by architecture and component, and know where packages lie', async () => {
    writeLists(SUITE);
    const { results } = await harness.sync([aptLists()]);
    assert.equal(results[0]?.outcome, 'updated');
    assert.deepEqual((await harness.texts('apt')).sort(), [MAIN, 'extra'].sort());
    const [index] = syncedIndexes(harness.folder, 'apt');
    assert.deepEqual(index?.packages, ['https://deb.example.org/debian/']);
    await harness.sync([aptLists({ components: ['main'], architectures: ['i686'] })]);
    assert.deepEqual(await harness.texts('apt'), ['foreign']);
  });

  test('compressed by apt, are held against the release after decompression', { skip: NO_LZ4 }, async () => {
    writeLists(SUITE);
    const [plain] = readdirSync(lists).filter((name) => name.endsWith('main_binary-amd64_Packages'));
    assert(plain !== undefined);
    execFileSync('lz4', ['-q', '--rm', join(lists, plain), join(lists, `${plain}.lz4`)]);
    const repository = aptLists({ components: ['main'] });
    assert.equal((await harness.sync([repository])).results[0]?.outcome, 'updated');
    assert.deepEqual(await harness.texts('apt'), [MAIN]);
    assert.equal((await harness.sync([repository])).results[0]?.outcome, 'unchanged');
  });

  test('with a changed byte are refused', async () => {
    writeLists(SUITE);
    writeFileSync(
      join(lists, 'deb.example.org_debian_dists_stable_main_binary-amd64_Packages'),
      MAIN.replace('p7', 'q7'),
    );
    const [result] = (await harness.sync([aptLists()])).results;
    assert(result?.outcome === 'failed');
    assert.equal(result.error.code, 'digest-mismatch');
  });

  test('that are empty or absent are not published', async () => {
    for (const folder of [lists, `${lists}.none`]) {
      const [result] = (await harness.sync([debian('apt', [pathToFileURL(folder)], { suites: [] })])).results;
      assert(result?.outcome === 'failed');
      assert(['not-published', 'file-not-found'].includes(result.error.code));
    }
  });
});

const REAL = '/var/lib/apt/lists';

function noRealLists(): string | false {
  const hasIndex = spawnSync('sh', ['-c', `ls ${REAL}/*_binary-amd64_Packages*`]).status === 0;
  return !hasIndex && 'this machine has no apt lists for amd64';
}

test("this machine's own apt lists", { skip: noRealLists() }, async () => {
  const repository = debian('apt', [pathToFileURL(REAL)], { suites: [], components: [] });
  const { results } = await harness.sync([repository], { policy: { maxIndexBytes: 1 << 28 } });
  assert.equal(results[0]?.outcome, 'updated', JSON.stringify(results));
  let count = 0;
  for (const index of syncedIndexes(harness.folder, 'apt')) {
    for await (const chunk of decompressed(index.file, index.compression)) count += chunk.length;
  }
  assert(count > 1_000_000);
});
