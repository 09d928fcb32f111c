import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkAll } from '../../src/solve/check-all.ts';
import type { Explanation, Fix } from '../../src/solve/explain/explanation.ts';
import { minimalFacts } from '../../src/solve/explain/core.ts';
import { renderExplanation } from '../../src/solve/explain/render.ts';
import type { Goal } from '../../src/solve/goals.ts';
import type { Request } from '../../src/solve/request.ts';
import { type ResolvedRequest, resolveRequest } from '../../src/solve/resolve.ts';
import { type Solution, resultOf } from '../../src/solve/solution.ts';
import { type Outcome, solve } from '../../src/solve/solve.ts';
import { verify } from '../../src/solve/verify.ts';
import { Waivers } from '../../src/solve/waivers.ts';
import { type Puzzle, puzzles, universeOf } from '../support/arbitrary-universe.ts';
import { Oracle, compareCosts, membersOf, stateOf } from '../support/brute-force.ts';
import type { MemoryUniverse } from '../support/memory-universe.ts';
import { recorded, snapshotsOf } from '../support/snapshots.ts';

const RUNS = 300;

interface Answered {
  readonly world: MemoryUniverse;
  readonly request: Request;
  readonly resolved: ResolvedRequest;
  readonly oracle: Oracle;
  readonly outcome: Outcome;
}

function answer(puzzle: Puzzle, change: Partial<Request> = {}): Answered {
  const world = universeOf(puzzle);
  const request = { ...puzzle.request, ...change };
  const resolved = resolveRequest(world, request);
  return { world, request, resolved, oracle: new Oracle(world, resolved), outcome: solve(world, request) };
}

function property(name: string, check: (puzzle: Puzzle) => void): void {
  it(name.replaceAll('-', ' '), () => {
    fc.assert(fc.property(puzzles, recorded(name, check)), { numRuns: RUNS });
  });
  for (const { file, puzzle } of snapshotsOf(name)) it(`${name}: ${file}`, () => check(puzzle));
}

function whenSolved(
  puzzle: Puzzle,
  check: (answered: Answered, solution: Solution) => void,
  change?: Partial<Request>,
): void {
  const answered = answer(puzzle, change);
  if (answered.outcome.kind === 'solution') check(answered, answered.outcome);
}

function whenRefuted(puzzle: Puzzle, check: (answered: Answered, explanation: Explanation) => void): void {
  const answered = answer(puzzle);
  if (answered.outcome.kind === 'unsatisfiable') check(answered, answered.outcome);
}

/** The goals as a fix leaves them; equal goals are the same wish. */
function edited(world: MemoryUniverse, goals: readonly Goal[], { edits }: Fix): Goal[] {
  const dropped = new Set(edits.map(({ goal }) => JSON.stringify(goal)));
  const replacements = edits.flatMap((edit): Goal[] =>
    edit.kind === 'instead'
      ? [{ kind: 'install', target: { name: world.nameOf(edit.candidate) }, candidates: [edit.candidate] }]
      : [],
  );
  return [...goals.filter((goal) => !dropped.has(JSON.stringify(goal))), ...replacements];
}

describe('the solver against the oracle', () => {
  property('finds-an-answer-exactly-when-there-is-one', (puzzle) => {
    const { oracle, outcome } = answer(puzzle);
    if (outcome.kind === 'unresolved') return;
    assert.equal(outcome.kind, oracle.answers().length > 0 ? 'solution' : 'unsatisfiable');
  });

  property('an-answer-is-sound', (puzzle) =>
    whenSolved(puzzle, ({ world, request, oracle }, solution) => {
      assert.deepEqual(verify(world, request, solution), []);
      assert.ok(oracle.isSound(stateOf(resultOf(solution))));
    }),
  );

  property('removals-downgrades-and-changes-are-as-few-as-possible', (puzzle) =>
    whenSolved(puzzle, ({ resolved, oracle }, solution) => {
      if (resolved.raised.length > 0) return;
      const best = oracle
        .answers()
        .map((state) => oracle.costs(state))
        .reduce((a, b) => (compareCosts(a, b) <= 0 ? a : b));
      assert.deepEqual(oracle.costs(stateOf(resultOf(solution))), best);
    }),
  );

  property('the-first-upgrade-by-name-goes-as-far-as-the-levels-before-it-allow', (puzzle) =>
    whenSolved(puzzle, ({ world, resolved, oracle }, solution) => {
      const [raised] = resolved.raised;
      if (raised === undefined) return;
      const slot = Array.from(world.candidatesOf(world.slotOf(raised)));
      const upTo = slot.slice(0, slot.indexOf(raised) + 1);
      const place = (state: number): number => upTo.findIndex((one) => state & (1 << one));
      const levels = oracle
        .answers()
        .map((state) => ({ costs: oracle.costs(state).slice(0, 3), place: place(state) }));
      const least = levels.reduce((a, b) => (compareCosts(a.costs, b.costs) <= 0 ? a : b)).costs;
      const reachable = levels
        .filter(({ costs }) => compareCosts(costs, least) === 0)
        .map((one) => one.place);
      const best = Math.min(...reachable.filter((one) => one >= 0), Infinity);
      const reached = place(stateOf(resultOf(solution)));
      if (best < upTo.length - 1) assert.equal(reached, best);
    }),
  );

  property('minimal-is-minimal', (puzzle) =>
    whenSolved(
      puzzle,
      ({ resolved, oracle }, solution) => {
        if (resolved.raised.length > 0) return;
        const answers = oracle.answers().map((state) => ({
          costs: oracle.costs(state),
          size: oracle.newSlots(state),
        }));
        const best = answers.reduce((a, b) =>
          (compareCosts(a.costs, b.costs) || a.size - b.size) <= 0 ? a : b,
        );
        assert.ok(solution.minimality?.proved);
        assert.equal(solution.minimality.packages, best.size);
        assert.equal(oracle.newSlots(stateOf(resultOf(solution))), best.size);
      },
      { minimal: true },
    ),
  );

  property('nothing-new-is-there-without-a-reason', (puzzle) =>
    whenSolved(puzzle, ({ world, resolved }, solution) => {
      const result = new Set(resultOf(solution));
      for (const { action, candidate, reason } of solution.decisions) {
        if (reason.kind === 'needed' || reason.kind === 'recommended') {
          assert.ok(result.has(reason.by));
          assert.ok(world.members.of(reason.relation).includes(candidate));
        }
        if (action === 'install') assert.notEqual(reason.kind, 'kept');
        if (reason.kind === 'requested')
          assert.ok(resolved.goals[reason.goal]?.candidates.includes(candidate));
      }
    }),
  );

  property('every-candidate-gets-the-right-verdict', (puzzle) => {
    const world = universeOf(puzzle);
    const resolved = resolveRequest(world, { jobs: [] });
    const possible = new Set(new Oracle(world, resolved).answers().flatMap(membersOf));
    const { uninstallable, undecided } = checkAll(world);
    assert.deepEqual(undecided, []);
    for (let candidate = 0; candidate < world.candidateCount; candidate++) {
      assert.equal(uninstallable.includes(candidate), !possible.has(candidate), `candidate ${candidate}`);
    }
  });

  property('the-same-question-gets-the-same-answer', (puzzle) => {
    assert.deepEqual(answer(puzzle).outcome, answer(puzzle).outcome);
  });
});

describe('explanations against the oracle', () => {
  property('the-goals-of-a-clash-are-a-minimal-core', (puzzle) =>
    whenRefuted(puzzle, ({ oracle }, { clashes }) => {
      assert.ok(clashes.length > 0);
      for (const { goals, minimal } of clashes) {
        assert.ok(minimal);
        assert.equal(oracle.answers(goals).length, 0);
        for (const goal of goals) {
          const others = goals.filter((other) => other !== goal);
          assert.ok(oracle.answers(others).length > 0, `needless: ${goal.kind}`);
        }
      }
    }),
  );

  property('the-facts-of-a-clash-are-needed-every-one', (puzzle) =>
    whenRefuted(puzzle, ({ world, resolved }, { clashes }) => {
      const waivers = new Waivers(world, resolved.installed);
      for (const { goals, facts } of clashes)
        assert.deepEqual(minimalFacts(world, waivers, goals, facts).facts, facts);
    }),
  );

  property('every-fix-works', (puzzle) =>
    whenRefuted(puzzle, ({ world, resolved, oracle }, { fixes }) => {
      for (const fix of fixes) assert.ok(oracle.answers(edited(world, resolved.goals, fix)).length > 0);
    }),
  );

  property('an-explanation-fits-ten-lines', (puzzle) =>
    whenRefuted(puzzle, ({ world }, explanation) => {
      const lines = renderExplanation(world, explanation);
      assert.ok(lines.length > 0 && lines.length <= 10, lines.join('\n'));
    }),
  );
});
