import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { dependantsOf, type Catalogue } from '../../src/catalogue/index.ts';
import { GRAMMARS } from '../../src/formats/native/index.ts';
import { compiled, labels, repository, type RecordSpec } from './support.ts';

/** The members of the requirements of the first candidate of a name, one text for each requirement. */
function dependsOf(catalogue: Catalogue, name: string, architecture?: string): Record<string, string> {
  const [candidate = assert.fail(`${name} is missing`)] = catalogue.named(name, architecture);
  return Object.fromEntries(
    catalogue.depends
      .of(candidate)
      .map((relation) => [
        catalogue.relationText(relation),
        labels(catalogue, catalogue.members.of(relation)).join(', '),
      ]),
  );
}

/** The package for both architectures. */
const both = (spec: RecordSpec): RecordSpec[] => [spec, { ...spec, architecture: 'i386' }];

describe('a catalogue', () => {
  it('puts newest versions first, then the better repository', async () => {
    using made = await compiled([
      repository('main', [
        { name: 'a', version: '1' },
        { name: 'a', version: '3' },
      ]),
      repository('extra', [
        { name: 'a', version: '2' },
        { name: 'a', version: '3', details: { sha256: 'ff' } },
      ]),
    ]);
    const [best = assert.fail()] = made.catalogue.named('a');
    assert.deepEqual(labels(made.catalogue, made.catalogue.candidatesOf(made.catalogue.slotOf(best))), [
      'a 3:amd64@main',
      'a 3:amd64@extra',
      'a 2:amd64@extra',
      'a 1:amd64@main',
    ]);
  });

  it('keeps an equal package of two repositories once', async () => {
    const same = { name: 'a', details: { sha256: '00aa' } };
    using made = await compiled([repository('main', [same]), repository('mirror', [same])]);
    assert.deepEqual(labels(made.catalogue, made.catalogue.named('a')), ['a 1:amd64@main']);
  });

  it('prefers carriers to providers, and within an alternative the better priority', async () => {
    using made = await compiled([
      repository('main', [
        { name: 'user', depends: ['mta | b', 'c (>= 2)'] },
        { name: 'b' },
        { name: 'exim', provides: [{ name: 'mta', version: undefined }] },
        { name: 'postfix', priority: 1, provides: [{ name: 'mta', version: undefined }] },
        { name: 'mta', version: '9' },
        { name: 'c' },
        { name: 'new-c', provides: [{ name: 'c', version: '2' }] },
        { name: 'any-c', provides: [{ name: 'c', version: undefined }] },
      ]),
    ]);
    assert.deepEqual(dependsOf(made.catalogue, 'user'), {
      'mta | b': 'mta 9:amd64@main, postfix 1:amd64@main, exim 1:amd64@main, b 1:amd64@main',
      'c (>= 2)': 'new-c 1:amd64@main',
    });
    assert.deepEqual(labels(made.catalogue, made.catalogue.providersOf('mta')), [
      'postfix 1:amd64@main',
      'exim 1:amd64@main',
    ]);
  });

  it('serves a requirement of the same words by architecture', async () => {
    const depends = ['lib', 'tool', 'perl', 'perl:any', 'data'];
    using made = await compiled(
      [
        repository('main', [
          { name: 'app', depends, multiArch: 'foreign' },
          { name: 'app', architecture: 'i386', depends, multiArch: 'foreign' },
          { name: 'lib', multiArch: 'same' },
          { name: 'lib', architecture: 'i386', multiArch: 'same' },
          { name: 'tool', multiArch: 'foreign' },
          { name: 'perl', multiArch: 'allowed' },
          { name: 'data', architecture: 'all' },
        ]),
      ],
      ['amd64', 'i386'],
    );
    assert.deepEqual(dependsOf(made.catalogue, 'app'), {
      lib: 'lib 1:amd64@main',
      tool: 'tool 1:amd64@main',
      perl: 'perl 1:amd64@main',
      'perl:any': 'perl 1:amd64@main',
      data: 'data 1:all@main',
    });
    assert.deepEqual(dependsOf(made.catalogue, 'app', 'i386'), {
      lib: 'lib 1:i386@main',
      tool: 'tool 1:amd64@main',
      perl: '',
      'perl:any': 'perl 1:amd64@main',
      data: '',
    });
  });

  it('excludes a library in two architectures and two versions', async () => {
    using made = await compiled(
      [
        repository('main', [
          ...both({ name: 'alone' }),
          ...both({ name: 'equal', multiArch: 'same' }),
          { name: 'uneven', version: '1', multiArch: 'same' },
          { name: 'uneven', version: '2', multiArch: 'same', architecture: 'i386' },
          ...both({ name: 'apart', multiArch: 'separate' }),
        ]),
      ],
      ['amd64', 'i386'],
    );
    const excluded = (name: string): string[] =>
      made.catalogue
        .carriersOf(name)
        .flatMap((candidate) =>
          made.catalogue.conflicts
            .of(candidate)
            .flatMap((relation) => labels(made.catalogue, made.catalogue.members.of(relation))),
        );
    assert.deepEqual(excluded('alone'), []);
    assert.deepEqual(excluded('equal'), []);
    assert.deepEqual(excluded('uneven'), ['uneven 2:i386@main', 'uneven 1:amd64@main']);
    assert.deepEqual(excluded('apart'), []);
  });

  it('lets a conflict meet every architecture and every provider', async () => {
    using made = await compiled(
      [
        repository('main', [
          { name: 'a', conflicts: ['b'] },
          { name: 'b', architecture: 'i386' },
          { name: 'c', provides: [{ name: 'b', version: undefined }] },
        ]),
      ],
      ['amd64', 'i386'],
    );
    const [a = assert.fail()] = made.catalogue.named('a');
    const [relation = assert.fail()] = made.catalogue.conflicts.of(a);
    assert.deepEqual(labels(made.catalogue, made.catalogue.members.of(relation)), [
      'b 1:i386@main',
      'c 1:amd64@main',
    ]);
  });

  it('gives each series of a name a slot of its own', async () => {
    using made = await compiled([
      repository('main', [
        { name: 'user', depends: ['py'] },
        { name: 'py', version: '2', series: '2' },
        { name: 'py', version: '3.1', series: '3' },
        { name: 'py', version: '3.2', series: '3' },
      ]),
    ]);
    const slots = new Set(made.catalogue.named('py').map((candidate) => made.catalogue.slotOf(candidate)));
    assert.equal(slots.size, 2);
    assert.deepEqual(dependsOf(made.catalogue, 'user'), {
      py: 'py 3.2:amd64@main, py 3.1:amd64@main, py 2:amd64@main',
    });
  });

  it('lets providers fill an abstract name, the standard one first', async () => {
    using made = await compiled([
      repository('main', [
        { name: 'java', version: '17', kind: 'abstract', standard: 'openjdk' },
        { name: 'gcj', provides: [{ name: 'java', version: undefined }] },
        { name: 'openjdk', provides: [{ name: 'java', version: '17' }] },
        { name: 'tomcat', depends: ['java'] },
      ]),
    ]);
    const { catalogue } = made;
    const choices = 'openjdk 1:amd64@main, gcj 1:amd64@main';
    assert.deepEqual(dependsOf(catalogue, 'tomcat'), { java: choices });
    assert.deepEqual(dependsOf(catalogue, 'java'), { java: choices });
    assert.deepEqual(labels(catalogue, catalogue.providersOf('java')).join(', '), choices);
    assert.deepEqual(labels(catalogue, catalogue.standardOf('java')), ['openjdk 1:amd64@main']);
    assert.deepEqual(labels(catalogue, catalogue.standardOf('httpd')), []);
    const [java = assert.fail()] = catalogue.named('java');
    assert.equal(catalogue.kindOf(java), 'abstract');
  });

  it('knows who takes the place of another', async () => {
    using made = await compiled([
      repository('main', [
        { name: 'old', version: '1' },
        { name: 'old', version: '3' },
        { name: 'new', replaces: ['old (<< 2)', 'new'] },
      ]),
    ]);
    const successors = made.catalogue
      .carriersOf('old')
      .map((candidate) => labels(made.catalogue, made.catalogue.successorsOf(candidate)));
    assert.deepEqual(successors, [[], ['new 1:amd64@main']]);
  });

  it('takes what Debian replaces for a rename only once nobody offers it', async () => {
    using made = await compiled([
      repository('debian', [{ name: 'gdb' }, { name: 'new', replaces: ['gdb', 'old'] }], {
        succeedsOnlyAbsent: true,
      }),
      repository('(installed)', [{ name: 'old' }], { isWithdrawn: true }),
    ]);
    const { catalogue } = made;
    const successors = ['gdb', 'old'].map((name) =>
      catalogue.carriersOf(name).flatMap((candidate) => labels(catalogue, catalogue.successorsOf(candidate))),
    );
    assert.deepEqual(successors, [[], ['new 1:amd64@debian']]);
  });

  it('reads each range in the scheme of who states it', async () => {
    using made = await compiled([
      repository('own', [{ name: 'app', version: '1.0.0', depends: ['lib >=1.0.0', 'odd >=1.0.0'] }], {
        scheme: 'semver',
        grammar: GRAMMARS.semver,
      }),
      repository('debian', [
        { name: 'lib', version: '1.2.0' },
        { name: 'odd', version: '1:2' },
      ]),
    ]);
    assert.deepEqual(dependsOf(made.catalogue, 'app'), {
      'lib >=1.0.0': 'lib 1.2.0:amd64@debian',
      'odd >=1.0.0': '',
    });
    const [lib = assert.fail()] = made.catalogue.named('lib');
    assert.equal(made.catalogue.inRange(lib, '>=1.2 <2'), true);
    assert.equal(made.catalogue.inRange(lib, '>=2'), false);
  });

  it('tells what is shown of a package', async () => {
    using made = await compiled([
      repository('main', [
        {
          name: 'a',
          version: '1:2~ü',
          architecture: 'all',
          essential: true,
          downloadBytes: 5_000_000_000,
          installedBytes: 12,
          details: { summary: 'ein Ding', location: 'pool/a.deb', description: 'zwei\nZeilen' },
        },
      ]),
    ]);
    const { catalogue } = made;
    const [a = assert.fail()] = catalogue.named('a', 'i386');
    assert.deepEqual(
      [catalogue.nameOf(a), catalogue.versionOf(a), catalogue.architectureOf(a), catalogue.repositoryOf(a)],
      ['a', '1:2~ü', 'all', 'main'],
    );
    assert.deepEqual([catalogue.downloadBytes(a), catalogue.installedBytes(a)], [5_000_000_000, 12]);
    assert.equal(catalogue.cardOf(a).essential, true);
    assert.deepEqual(catalogue.detailsOf(a), {
      summary: 'ein Ding',
      location: 'pool/a.deb',
      description: 'zwei\nZeilen',
    });
    assert.deepEqual(catalogue.repositories, [{ name: 'main', scheme: 'debian', identity: 'main-1' }]);
  });

  it('finds who depends on a package, also through what it provides', async () => {
    using made = await compiled([
      repository('main', [
        { name: 'exim', provides: [{ name: 'mta', version: undefined }] },
        { name: 'cron', recommends: ['mta'] },
        { name: 'mailx', depends: ['exim | postfix'] },
        { name: 'postfix', conflicts: ['mta'] },
        { name: 'other', depends: ['cron'] },
      ]),
    ]);
    const { catalogue } = made;
    assert.deepEqual(
      dependantsOf(catalogue, catalogue.named('exim')).map(({ candidate, kind, relation }) => [
        catalogue.nameOf(candidate),
        kind,
        catalogue.relationText(relation),
      ]),
      [
        ['cron', 'recommends', 'mta'],
        ['mailx', 'depends', 'exim | postfix'],
        ['postfix', 'conflicts', 'mta'],
      ],
    );
  });

  it('may be empty', async () => {
    using made = await compiled([]);
    assert.equal(made.catalogue.candidateCount, 0);
    assert.equal(made.catalogue.slotCount, 0);
    assert.deepEqual(made.catalogue.named('a'), []);
    assert.deepEqual(made.catalogue.near('a'), []);
  });
});
