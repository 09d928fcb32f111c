import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import type { IndexTrigger } from '@mpkg/manifest';

import type { Repository } from '../../src/repos/repository.ts';
import type { CatalogueOptions } from '../../src/sync/catalogue-options.ts';
import { currentCatalogue } from '../../src/sync/current-catalogue.ts';
import { declaredTriggers } from '../../src/sync/declared-triggers.ts';
import { packageUrls, syncedRepositories } from '../../src/sync/synced-repositories.ts';
import { suiteFiles } from './archive.ts';
import { debian, Harness, native } from './harness.ts';
import { nativeIndexText } from './native-index.ts';

const stanza = (name: string, architecture: string): string =>
  `Package: ${name}\nVersion: 1.0\nArchitecture: ${architecture}\nSize: 5\nFilename: pool/${name}.deb\nDescription: a package\n\n`;

const trigger = (name: string, path: string): IndexTrigger => ({
  name,
  paths: [path],
  command: ['/sbin/ldconfig'],
});

let harness: Harness;
beforeEach(() => void (harness = new Harness()));
afterEach(() => harness.remove());

function publish(folder: string, suite: string, indexes: Record<string, string>): URL {
  const date = 'Mon, 01 Jan 2026 00:00:00 UTC';
  for (const [path, content] of suiteFiles({ suite, date, indexes })) {
    const file = join(harness.folder, folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return pathToFileURL(join(harness.folder, `${folder}/`));
}

function optionsFor(
  repositories: readonly Repository[],
  architectures: CatalogueOptions['architectures'] = ['amd64'],
): CatalogueOptions & { readonly warnings: string[] } {
  const warnings: string[] = [];
  return {
    path: join(harness.folder, 'catalogue'),
    storeFolder: harness.folder,
    repositories,
    architectures,
    warnings,
    onEvent: (event) => void (event.type === 'warning' && warnings.push(event.warning.code)),
  };
}

/** `name repository architecture`, in the order of the catalogue's preference. */
async function found(options: CatalogueOptions, name: string): Promise<string[]> {
  const catalogue = await currentCatalogue(options);
  try {
    return catalogue
      .carriersOf(name)
      .map((each) => `${name} ${catalogue.repositoryOf(each)} ${catalogue.architectureOf(each)}`);
  } finally {
    catalogue.close();
  }
}

describe('the catalogue of what is synced', () => {
  test('follows the ranks, the list and what was synced, without being told', async () => {
    const first = debian('first', [publish('a', 'stable', { 'main/binary-amd64': stanza('p', 'amd64') })]);
    const second = debian('second', [publish('b', 'stable', { 'main/binary-amd64': stanza('p', 'amd64') })]);
    await harness.sync([first, second]);
    assert.deepEqual(await found(optionsFor([first, second]), 'p'), ['p first amd64', 'p second amd64']);
    assert.deepEqual(await found(optionsFor([second, first]), 'p'), ['p second amd64', 'p first amd64']);
    assert.deepEqual(await found(optionsFor([second]), 'p'), ['p second amd64']);
    publish('b', 'stable', { 'main/binary-amd64': stanza('q', 'amd64') });
    await harness.sync([second]);
    assert.deepEqual(await found(optionsFor([second]), 'q'), ['q second amd64']);
  });

  test('that is damaged is compiled anew', async () => {
    const only = debian('only', [publish('a', 'stable', { 'main/binary-amd64': stanza('p', 'amd64') })]);
    await harness.sync([only]);
    const options = optionsFor([only]);
    await found(options, 'p');
    writeFileSync(options.path, 'no catalogue');
    assert.deepEqual(await found(options, 'p'), ['p only amd64']);
  });

  test('knows architectures by the names that are configured', async () => {
    const indexes = { 'main/binary-amd64': stanza('p', 'amd64'), 'main/binary-i386': stanza('p', 'i386') };
    const only = debian('only', [publish('a', 'stable', indexes)], { architectures: ['amd64', 'i686'] });
    await harness.sync([only]);
    assert.deepEqual(await found(optionsFor([only], ['amd64', 'i686']), 'p'), [
      'p only amd64',
      'p only i686',
    ]);
  });

  test('mixes kinds', async () => {
    writeFileSync(join(harness.folder, 'index.jsonl'), nativeIndexText());
    const ours = native(pathToFileURL(join(harness.folder, 'index.jsonl')).href);
    const theirs = debian('theirs', [publish('a', 'stable', { 'main/binary-amd64': stanza('p1', 'amd64') })]);
    await harness.sync([ours, theirs]);
    assert.deepEqual(await found(optionsFor([ours, theirs]), 'p1'), ['p1 n amd64', 'p1 theirs amd64']);
  });

  test('keeps where a package lies, also when one repository spans archives', async () => {
    const lists = join(harness.folder, 'lists');
    mkdirSync(lists);
    for (const suite of ['one', 'two']) {
      const date = 'Mon, 01 Jan 2026 00:00:00 UTC';
      const indexes = { 'main/binary-amd64': stanza(suite, 'amd64') };
      for (const [path, content] of suiteFiles({ suite, date, indexes })) {
        if (path.includes('by-hash') || path.endsWith('.gz')) continue;
        writeFileSync(join(lists, `${suite}.example.org_debian${path.replaceAll('/', '_')}`), content);
      }
    }
    const apt = debian('apt', [pathToFileURL(lists)], { suites: [], components: [] });
    await harness.sync([apt]);
    const catalogue = await currentCatalogue(optionsFor([apt]));
    const [two = -1] = catalogue.carriersOf('two');
    assert.equal(catalogue.detailsOf(two).location, 'https://two.example.org/debian/pool/two.deb');
    catalogue.close();
  });

  test('comes with the triggers of its repositories, the best ranked of a name', async () => {
    const repositories = ['a', 'b'].map((name) => {
      const triggers = [trigger('ldconfig', `lib/${name}`), trigger(name, 'usr')];
      writeFileSync(join(harness.folder, `${name}.jsonl`), nativeIndexText({ triggers }));
      return native(pathToFileURL(join(harness.folder, `${name}.jsonl`)).href, { name });
    });
    await harness.sync(repositories);
    const triggers = await declaredTriggers(syncedRepositories(harness.folder, repositories));
    assert.deepEqual(
      triggers.map(({ name, paths }) => [name, ...paths]),
      [
        ['ldconfig', 'lib/a'],
        ['a', 'usr'],
        ['b', 'usr'],
      ],
    );
    assert.deepEqual(packageUrls(harness.folder, 'a'), [pathToFileURL(`${harness.folder}/`).href]);
  });

  test('passes over what cannot be read, with one warning', async () => {
    const text = `${stanza('good', 'amd64')}Package: bad\nVersion: 1\n\nPackage: worse\n\n`;
    const only = debian('only', [publish('a', 'stable', { 'main/binary-amd64': text })]);
    await harness.sync([only]);
    const options = optionsFor([only]);
    assert.deepEqual(await found(options, 'good'), ['good only amd64']);
    assert.deepEqual(options.warnings, ['index-entries-skipped']);
  });

  for (const [what, content] of [
    ['garbage', 'no index'],
    ['nothing', ''],
    ['lost', undefined],
  ] as const) {
    test(`names the repository of which the store has ${what}, and what brings it back`, async () => {
      writeFileSync(join(harness.folder, 'index.jsonl'), nativeIndexText());
      const ours = native(pathToFileURL(join(harness.folder, 'index.jsonl')).href);
      await harness.sync([ours]);
      const [synced] = syncedRepositories(harness.folder, [ours]);
      const file = synced?.indexes[0].file ?? '';
      if (content === undefined) rmSync(file);
      else writeFileSync(file, content);
      const refusal = { code: 'index-malformed', subject: 'n', hint: 'spm sync' };
      await assert.rejects(currentCatalogue(optionsFor([ours])), refusal);
      await assert.rejects(declaredTriggers(syncedRepositories(harness.folder, [ours])), refusal);
      await harness.sync([ours]);
      assert.deepEqual(await found(optionsFor([ours]), 'p1'), ['p1 n amd64']);
    });
  }

  test('is missing while nothing was synced', async () => {
    const never = debian('never', ['https://never.example.org/']);
    await assert.rejects(currentCatalogue(optionsFor([never])), {
      code: 'catalogue-missing',
      hint: 'spm sync',
    });
    await assert.rejects(currentCatalogue(optionsFor([])), { code: 'catalogue-missing', exit: 3 });
  });
});
