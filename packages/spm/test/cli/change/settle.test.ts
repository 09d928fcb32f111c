import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { planWithChoices, settle } from '../../../src/cli/change/settle.ts';
import type { Terminal } from '../../../src/cli/change/terminal.ts';
import { SpmError } from '../../../src/errors.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import type { PackageId } from '../../../src/package/package.ts';
import type { Decision, Plan } from '../../../src/plan/plan.ts';

const MAJOR: Decision = { kind: 'major', id: 'a' as PackageId, from: '1.0.0', to: '2.0.0' };

/** A plan of one removal, with decisions that are open. */
function planOf(...decisions: readonly Decision[]): Plan {
  const before = {
    version: '1.0.0',
    scheme: 'semver',
    architecture: 'all',
    repository: 'test',
    installedBytes: 0,
    transaction: 1,
  } as const;
  const change = { id: 'a' as PackageId, before, after: null, reason: { kind: 'explicit' } } as const;
  return makePlan({
    request: ['test'],
    base: { state: '', catalogue: null },
    changes: [change],
    decisions,
  });
}

interface Person extends Terminal {
  readonly asked: readonly string[];
}

/** Gives the answers in order, then none. */
function person(...answers: readonly string[]): Person {
  const asked: string[] = [];
  return {
    asked,
    ask: async (question) => answers[asked.push(question) - 1],
    [Symbol.dispose]: () => undefined,
  };
}

const again = (words: readonly string[]): string => `spm test ${words.join(' ')}`;

const declined = { name: 'SpmError', code: 'declined' };

describe('a plan with nobody to ask', () => {
  test('keeps open what is not decided', async () => {
    assert.deepEqual(await settle(planOf(MAJOR), { yes: true, terminal: undefined, again }), planOf(MAJOR));
  });
});

describe('a plan with somebody to ask', () => {
  test('is declined by whoever goes away without an answer', async () => {
    await assert.rejects(settle(planOf(), { yes: false, terminal: person(), again }), declined);
    assert.deepEqual(await settle(planOf(), { yes: false, terminal: person(''), again }), planOf());
  });

  test('is run once every question is answered with yes', async () => {
    const terminal = person('y', '');
    const settled = await settle(planOf(MAJOR), { yes: false, terminal, again });
    assert.deepEqual(settled.decisions, []);
    assert.equal(terminal.asked.length, 2);
    assert.match(terminal.asked[0] ?? '', /a would move .* from 1\.0\.0 to 2\.0\.0; accept that\? \[y\/N\]/);
  });

  test('is declined by no answer to what has no safe default, and by "no" to the whole', async () => {
    await assert.rejects(settle(planOf(MAJOR), { yes: true, terminal: person(), again }), {
      ...declined,
      hint: 'spm test --major',
    });
    await assert.rejects(settle(planOf(), { yes: false, terminal: person('n'), again }), {
      ...declined,
      hint: 'spm test --yes',
    });
  });

  test('--yes leaves only the questions without a safe default', async () => {
    const terminal = person();
    await settle(planOf(), { yes: true, terminal, again });
    assert.deepEqual(terminal.asked, []);
  });
});

/** Plans once a provider was chosen. */
async function planJava(providers: readonly string[]): Promise<Plan> {
  if (providers.length > 0) return { ...planOf(), request: providers };
  throw new SpmError('choice-needed', 'java can be any of one, two', {
    details: { choices: ['one', 'two'] },
  });
}

describe('a choice among providers', () => {
  test('is asked for, by number or by name, and planned with', async () => {
    assert.deepEqual((await planWithChoices(planJava, { terminal: person('2'), again })).request, ['two']);
    assert.deepEqual((await planWithChoices(planJava, { terminal: person('one'), again })).request, ['one']);
  });

  test('no valid answer declines; with nobody to ask it stays an error', async () => {
    await assert.rejects(planWithChoices(planJava, { terminal: person('3'), again }), {
      ...declined,
      hint: 'spm test --with one',
    });
    await assert.rejects(planWithChoices(planJava, { terminal: undefined, again }), {
      code: 'choice-needed',
    });
  });
});
