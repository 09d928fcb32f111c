import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { withAnswers } from '../../src/plan/answers.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { idOf, NO_ATTRIBUTES, type Package } from '../../src/package/package.ts';

function built(name: string, options: NonNullable<Package['build']>['options']): Package {
  return {
    name,
    group: 'default',
    version: '1',
    architecture: 'all',
    repository: 'test',
    kind: 'package',
    summary: name,
    relations: {
      grammar: 'index',
      scheme: 'debian',
      multiArch: 'no',
      depends: [],
      conflicts: [],
      provides: [],
    },
    artifact: null,
    pac: null,
    attributes: NO_ATTRIBUTES,
    installedBytes: 0,
    build: { source: 'https://example.org/source', commit: undefined, options },
  };
}

const WEB = built('web', { tls: true, workers: 4 });
const MAIL = built('mail', { tls: true, name: 'post' });
const PLAN = makePlan({
  request: ['install', 'web', 'mail'],
  base: { state: '', catalogue: null },
  changes: [WEB, MAIL].map((after) => ({
    id: idOf(after),
    before: null,
    after,
    reason: { kind: 'explicit' },
  })),
});

describe('answers to options', () => {
  it('are noted with each package that has the option', () => {
    const plan = withAnswers(
      PLAN,
      [WEB, MAIL],
      new Map([
        ['tls', 'true'],
        ['workers', '4.0'],
      ]),
    );
    assert.deepEqual(
      plan.steps.map(({ after }) => after?.answers),
      [{ tls: true, workers: 4 }, { tls: true }],
    );
  });

  const refused: readonly (readonly [name: string, typed: string, code: string, exit: number])[] = [
    ['tsl', 'true', 'option-unknown', 2],
    ['tls', 'yes', 'option-invalid', 2],
    ['workers', '', 'option-invalid', 2],
    ['tls', 'false', 'build-unavailable', 10],
    ['name', 'pillar', 'build-unavailable', 10],
  ];
  for (const [name, typed, code, exit] of refused) {
    it(`${name}=${typed} is ${code}`, () => {
      assert.throws(() => withAnswers(PLAN, [WEB, MAIL], new Map([[name, typed]])), { code, exit });
    });
  }
});
