import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SchemeName } from '@mpkg/manifest';

import type { SpmError } from '../../src/errors.ts';
import { parseAppliable } from '../../src/plan/apply-file.ts';
import { assertDecided, decided } from '../../src/plan/decisions.ts';
import { actionOf, makePlan, type Change } from '../../src/plan/make-plan.ts';
import { idOf, NO_ATTRIBUTES, partsOf, type Package } from '../../src/package/package.ts';
import { withDownloads } from '../../src/plan/downloads.ts';
import type { Before } from '../../src/package/step.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { wishedFor } from '../../src/plan/remove.ts';
import { parsePlan, printPlan } from '../../src/plan/text.ts';
import { PackageGraph } from '../../src/state/graph.ts';

function release(name: string, version: string, scheme: SchemeName = 'debian'): Package {
  return {
    name,
    group: 'default',
    version,
    architecture: 'all',
    repository: 'test',
    kind: 'package',
    summary: '',
    relations: { grammar: 'index', scheme, multiArch: 'no', depends: [], conflicts: [], provides: [] },
    artifact: { kind: 'pac', name: `${name}.pac`, urls: [], sha256: 'a'.repeat(64), size: 10 },
    pac: 'a'.repeat(64),
    attributes: NO_ATTRIBUTES,
    installedBytes: 100,
  };
}

function installed(version: string, scheme: SchemeName = 'debian'): Before {
  return { version, scheme, architecture: 'all', repository: 'test', installedBytes: 70, transaction: 1 };
}

function change(name: string, before: Before | null, after: Package | null): Change {
  return { id: idOf({ name, group: 'default' }), before, after, reason: { kind: 'explicit' } };
}

function planOf(changes: readonly Change[]): Plan {
  return makePlan({ request: ['test'], base: { state: 's', catalogue: null }, changes });
}

describe('makePlan', () => {
  it('removes first, last what is needed most, and adds up', () => {
    const plan = planOf([
      change('lib', null, release('lib', '1')),
      change('old-lib', installed('1'), null),
      change('app', installed('1'), release('app', '2')),
      change('old-app', installed('1'), null),
    ]);
    assert.deepEqual(
      plan.steps.map(({ action, id }) => `${action} ${id}`),
      ['remove old-app', 'remove old-lib', 'install lib', 'upgrade app'],
    );
    assert.deepEqual(plan.totals, { download: 20, disk: 200 - 210 });
  });

  it('names the action by the order of the versions', () => {
    const cases = [
      ['1.10', '1.9', 'debian', 'downgrade'],
      ['1.0~rc1', '1.0', 'debian', 'upgrade'],
      ['1.0', '1.00', 'debian', 'reinstall'],
      ['1.0.0-rc.1', '1.0.0', 'semver', 'upgrade'],
    ] as const;
    for (const [from, to, scheme, action] of cases) {
      assert.equal(actionOf(installed(from, scheme), release('a', to, scheme)), action, `${from} ${to}`);
    }
    assert.equal(actionOf(installed('9', 'debian'), release('a', '1.0.0', 'semver')), 'upgrade');
  });
});

describe('decisions', () => {
  const cases = [
    ['1.2', '1.9', false],
    ['1.9', '2.0', true],
    ['0.9', '0.10', true],
    ['0.9.1', '0.9.2', false],
    ['1:2.38-1', '1:2.40-1', false],
    ['1:2.38-1', '2:2.38-1', true],
    ['20230101', '20240101', true],
    ['v1.2', 'v1.3', false],
    ['2.0', '1.0', false],
  ] as const;
  for (const [from, to, isMajor] of cases) {
    it(`${from} to ${to} is ${isMajor ? 'a' : 'no'} major upgrade`, () => {
      const { decisions } = planOf([change('a', installed(from), release('a', to))]);
      assert.deepEqual(decisions, isMajor ? [{ kind: 'major', id: 'a', from, to }] : []);
    });
  }

  it('ask before something essential goes, unless another takes its place or it was so before', () => {
    const before = { ...installed('1'), isEssential: true } as const;
    const decide = (reason: Change['reason'], after: Package | null = null): unknown =>
      planOf([{ ...change('a', before, after), reason }]).decisions;
    const essential = [{ kind: 'essential', id: 'a' }];
    assert.deepEqual(decide({ kind: 'explicit' }), essential);
    assert.deepEqual(decide({ kind: 'broken', requirement: 'b' }), essential);
    assert.deepEqual(decide({ kind: 'conflict', with: idOf({ name: 'b', group: 'default' }) }), essential);
    assert.deepEqual(decide({ kind: 'replaced', by: idOf({ name: 'b', group: 'default' }) }), []);
    assert.deepEqual(decide({ kind: 'orphan' }), []);
    assert.deepEqual(decide({ kind: 'undo' }), []);
    assert.deepEqual(decide({ kind: 'upgrade' }, release('a', '1.1')), []);
    assert.deepEqual(planOf([change('a', installed('1'), null)]).decisions, []);
  });

  it('stop a plan until each is taken, naming every flag', () => {
    const plan: Plan = {
      ...planOf([change('a', installed('1'), release('a', '2'))]),
      decisions: [
        { kind: 'provider', name: 'java', choices: ['jdk', 'jre'] },
        { kind: 'trust', repository: 'fork', identity: 'someone' },
      ],
    };
    assert.throws(
      () => assertDecided(plan),
      (error: SpmError) =>
        error.code === 'choice-needed' && error.hint === 'spm test --with jdk --trust' && error.exit === 9,
    );
    assert.throws(() => assertDecided(decided(plan, ['provider'])), { code: 'confirmation-needed' });
    assertDecided(decided(plan, ['provider', 'trust']));
  });
});

describe('a plan as text', () => {
  const plan = planOf([change('a', installed('1'), release('a', '2')), change('b', installed('1'), null)]);

  it('reads back as the same value', () => {
    assert.deepEqual(parsePlan(printPlan(plan), 'p'), plan);
    assert.deepEqual(parseAppliable(printPlan(plan), 'p'), { kind: 'plan', plan });
  });

  it('is told from a world', () => {
    assert.deepEqual(parseAppliable('# mine\ninstall web\n', 'w'), {
      kind: 'world',
      world: new Set(['install web']),
    });
    assert.throws(() => parseAppliable('hello', 'w'), { code: 'config-invalid' });
  });

  const { steps: _, ...stepless } = plan;
  const [first] = plan.steps;
  const broken: readonly (readonly [what: string, text: string])[] = [
    ['no JSON', '{'],
    ['no object', '[]'],
    ['another schema', JSON.stringify({ ...plan, schema: 'spm-plan/2' })],
    ['no steps', JSON.stringify(stepless)],
    [
      'a step with neither end',
      JSON.stringify({ ...plan, steps: [{ ...first, before: null, after: null }] }),
    ],
    ['a digest that is none', printPlan(plan).replace('a'.repeat(64), 'a'.repeat(63))],
    ['a transaction that is no number', printPlan(plan).replace('"transaction": 1', '"transaction": "1"')],
    ['no base', JSON.stringify({ ...plan, base: {} })],
  ];
  for (const [what, text] of broken) {
    it(`is refused with ${what}`, () => {
      assert.throws(
        () => parsePlan(text, 'p.json'),
        (error: SpmError) =>
          error.code === 'plan-malformed' && error.exit === 2 && error.subject === 'p.json',
      );
    });
  }
});

function published(sha256: string, urls = ['https://example.org/a.pac']): NonNullable<Package['artifact']> {
  return { kind: 'pac', name: 'a.pac', urls, sha256, size: 10 };
}

describe('what has to be downloaded', () => {
  const artifacts = [published('1'), published('1'), published('2'), published('3', [])];
  const changes = artifacts.map((artifact, place): Change => {
    const after = { ...release(`p${place}`, '1'), artifact };
    return { id: idOf(after), before: null, after, reason: { kind: 'explicit' } };
  });
  const plan = makePlan({ request: [], base: { state: '', catalogue: null }, changes });
  const cases: readonly (readonly [bytes: number, atHand: readonly string[]])[] = [
    [20, []],
    [10, ['1']],
    [0, ['1', '2']],
  ];
  for (const [bytes, atHand] of cases) {
    it(`is ${bytes} bytes with ${atHand.length} of the files at hand`, () => {
      const { totals } = withDownloads(plan, ({ sha256 }) => atHand.includes(sha256));
      assert.equal(totals.download, bytes);
    });
  }
});

describe('package ids', () => {
  it('name the group unless it is the default one', () => {
    for (const [group, name, id] of [
      ['default', 'nginx', 'nginx'],
      ['i686', 'libc6', 'i686:libc6'],
    ] as const) {
      assert.equal(idOf({ group, name }), id);
      assert.deepEqual(partsOf(idOf({ group, name })), { group, name });
    }
  });
});

describe('what a wish names', () => {
  const graph = new PackageGraph([
    release('web', '1'),
    { ...release('busybox', '1'), group: 'i686', architecture: 'i686' },
    { ...release('jdk', '1'), relations: { ...release('jdk', '1').relations, provides: ['java'] } },
    { ...release('jre', '1'), relations: { ...release('jre', '1').relations, provides: ['java'] } },
  ]);
  const cases: readonly (readonly [line: string, ids: readonly string[]])[] = [
    ['install web', ['web']],
    ['install busybox:i686', ['i686:busybox']],
    ['install i686:busybox', ['i686:busybox']],
    ['install busybox', ['i686:busybox']],
    ['install java', ['jdk', 'jre']],
    ['install java with jre', ['jre']],
    ['install nothing', []],
    ['pin web =1', []],
    ['skip web usr/share/doc', []],
  ];
  for (const [line, ids] of cases) {
    it(line, () => assert.deepEqual(wishedFor(graph, new Set([line])), ids));
  }
});
