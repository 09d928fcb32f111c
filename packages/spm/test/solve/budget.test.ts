import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Request } from '../../src/solve/request.ts';
import { solve } from '../../src/solve/solve.ts';
import { verify } from '../../src/solve/verify.ts';
import { random } from '../support/many-versions.ts';
import { MemoryUniverse, type PackageSpec } from '../support/memory-universe.ts';

const INSTALLED = 30;
const PARTS = 24;
const KINDS = 3;
const VICTIMS = 3;

/** `whole` needs a part of every number; of each there are three kinds, and each is in the way of three installed packages. */
function costlyWhole(): { readonly world: MemoryUniverse; readonly request: Request } {
  const below = random(7);
  const installed = Array.from({ length: INSTALLED }, (_, index): PackageSpec => {
    return { name: `installed-${index}`, version: '1', repository: 'main' };
  });
  const parts = Array.from({ length: PARTS * KINDS }, (_, index): PackageSpec => {
    const conflicts = Array.from({ length: VICTIMS }, () => `installed-${below(INSTALLED)}`);
    return {
      name: `part-${Math.floor(index / KINDS)}-${index % KINDS}`,
      version: '1',
      repository: 'main',
      conflicts,
    };
  });
  const depends = Array.from({ length: PARTS }, (_, part) =>
    Array.from({ length: KINDS }, (__, kind) => `part-${part}-${kind}`).join(' | '),
  );
  const whole: PackageSpec = { name: 'whole', version: '1', repository: 'main', depends };
  return {
    world: new MemoryUniverse([...installed, ...parts, whole]),
    request: {
      jobs: [{ job: 'install', target: { name: 'whole' } }],
      installed: installed.map((_, candidate) => ({ candidate, explicit: false })),
    },
  };
}

/** What a budget of so many conflicts leads to. */
function answerWithin(
  conflicts: number,
): { readonly removals: number; readonly isProved: boolean } | undefined {
  const { world, request } = costlyWhole();
  const outcome = solve(world, request, { conflicts });
  if (outcome.kind === 'budget-spent') return undefined;
  assert.ok(outcome.kind === 'solution');
  assert.deepEqual(verify(world, request, outcome), []);
  return {
    removals: outcome.decisions.filter(({ action }) => action === 'remove').length,
    isProved: outcome.warnings.every(({ code }) => code !== 'policy-unproved'),
  };
}

describe('a budget', () => {
  it('that ends while removals are minimised leaves a sound answer, which says that it was not proved', () => {
    const best = answerWithin(1_000_000);
    assert.ok(best?.isProved);
    const answers = [4, 16, 64, 256].map(answerWithin).filter((answer) => answer !== undefined);
    assert.ok(answers.some(({ isProved }) => !isProved));
    for (const { removals, isProved } of answers) {
      assert.ok(isProved ? removals === best.removals : removals >= best.removals);
    }
  });

  it('that ends before anything was found leaves no answer', () => {
    assert.equal(answerWithin(0), undefined);
  });
});
