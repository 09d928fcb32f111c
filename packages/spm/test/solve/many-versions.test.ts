import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Request } from '../../src/solve/request.ts';
import { solve } from '../../src/solve/solve.ts';
import { verify } from '../../src/solve/verify.ts';
import { ManyVersions, type Shape } from '../support/many-versions.ts';

const JOBS = 10;

function requestIn({ names }: Shape): Request {
  const jobs = Array.from({ length: JOBS }, (_, index) => ({
    job: 'install' as const,
    target: { name: `n${names - 1 - index * 7}` },
  }));
  return { jobs };
}

const EASY: Shape = { names: 10_000, versions: 20, requirements: 3, span: 6, lag: 0, seed: 1 };
const HARD: Shape = { names: 2_000, versions: 40, requirements: 3, span: 12, lag: 1, seed: 3 };

describe('a universe of many versions', () => {
  it('is solved where versions drift together', () => {
    const world = new ManyVersions(EASY);
    const outcome = solve(world, requestIn(EASY));
    assert.ok(outcome.kind === 'solution');
    assert.deepEqual(verify(world, requestIn(EASY), outcome), []);
  });

  for (const seed of [1, 2, 3, 4, 5, 6]) {
    it(`is solved, refuted, or given up honestly where versions lag: seed ${seed}`, () => {
      const shape = { ...HARD, seed };
      const world = new ManyVersions(shape);
      const outcome = solve(world, requestIn(shape), { conflicts: 4_000 });
      if (outcome.kind === 'solution') assert.deepEqual(verify(world, requestIn(shape), outcome), []);
      else assert.ok(outcome.kind === 'unsatisfiable' || outcome.kind === 'budget-spent', outcome.kind);
    });
  }

  it('spends no more than its budget', () => {
    const world = new ManyVersions(HARD);
    const outcome = solve(world, requestIn(HARD), { conflicts: 10 });
    assert.equal(outcome.kind, 'budget-spent');
    assert.ok(outcome.kind === 'budget-spent' && outcome.effort.conflicts === 10);
  });

  it('stops when it is asked to', () => {
    const world = new ManyVersions(EASY);
    assert.equal(solve(world, requestIn(EASY), { shouldStop: () => true }).kind, 'budget-spent');
  });
});
