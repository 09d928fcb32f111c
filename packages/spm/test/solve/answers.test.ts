import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { choicesOf, shareOf } from '../../src/solve/choices.ts';
import { explanationDocument, solutionDocument } from '../../src/solve/document.ts';
import { type Request } from '../../src/solve/request.ts';
import { resolveRequest } from '../../src/solve/resolve.ts';
import type { Solution } from '../../src/solve/solution.ts';
import { solve } from '../../src/solve/solve.ts';
import { verify } from '../../src/solve/verify.ts';
import { whyNot } from '../../src/solve/why-not.ts';
import { why } from '../../src/solve/why.ts';
import { type MemoryUniverse } from '../support/memory-universe.ts';
import { parseCases } from '../support/solver-case.ts';

function setUp(text: string): { world: MemoryUniverse; request: Request; solution: Solution } {
  const [only] = parseCases(`== case\n${text}`);
  assert.ok(only);
  const outcome = solve(only.universe, only.request);
  assert.ok(outcome.kind === 'solution');
  return { world: only.universe, request: only.request, solution: outcome };
}

function candidate(world: MemoryUniverse, name: string, version = '1'): number {
  const found = world.named(name).find((one) => world.versionOf(one) === version);
  assert.ok(found !== undefined, `${name} ${version}`);
  return found;
}

const SHOP = `repo main
  shop 1: needs server, engine | motor
  server 1: needs libc; bytes 10
  engine 1: needs piston; bytes 100
  piston 1: needs libc; bytes 20
  motor 1: bytes 5
  libc 1: bytes 1
  lonely 1
  rival 1: conflicts server
  broken 1: needs nowhere
request
  install shop
`;

describe('answers explain themselves', () => {
  const { world, request, solution } = setUp(SHOP);
  const names = (candidates: readonly number[]): string[] => candidates.map((one) => world.nameOf(one));

  it('why leads back to what was asked for', () => {
    const chain = why(solution, candidate(world, 'piston'));
    assert.deepEqual(names(chain.map((decision) => decision.candidate)), ['piston', 'engine', 'shop']);
    assert.deepEqual(chain.at(-1)?.reason, { kind: 'requested', goal: 0 });
  });

  it('why of something absent is empty', () => {
    assert.deepEqual(why(solution, candidate(world, 'lonely')), []);
  });

  it('a choice lists what else would do', () => {
    const [choice, ...more] = choicesOf(world, solution);
    assert.deepEqual(more, []);
    assert.ok(choice);
    assert.equal(world.nameOf(choice.chosen), 'engine');
    assert.deepEqual(names(choice.others), ['motor']);
  });

  it('the share of a package is what only it brings', () => {
    const share = shareOf(world, resolveRequest(world, request), solution, candidate(world, 'engine'));
    assert.deepEqual(names(share.packages).toSorted(), ['engine', 'piston']);
    assert.equal(share.downloadBytes, 120);
    assert.equal(share.installedBytes, 240);
  });

  it('why not: it is there', () => {
    assert.equal(whyNot(world, request, solution, { candidate: candidate(world, 'libc') }).kind, 'chosen');
  });

  it('why not: nothing needs it, and what it would cost', () => {
    const answer = whyNot(world, request, solution, { candidate: candidate(world, 'motor') });
    assert.ok(answer.kind === 'unneeded');
    assert.deepEqual(answer.cost, { installs: -1, removals: 0, changes: 0, downloadBytes: -115 });
  });

  it('why not: it cannot stand beside what was asked for', () => {
    const answer = whyNot(world, request, solution, { candidate: candidate(world, 'rival') });
    assert.ok(answer.kind === 'impossible');
    assert.equal(answer.explanation.clashes.length, 1);
  });

  it('why not: it cannot be installed at all', () => {
    assert.equal(
      whyNot(world, request, solution, { candidate: candidate(world, 'broken') }).kind,
      'impossible',
    );
  });

  it('a solution prints as JSON with names', () => {
    const document = JSON.parse(JSON.stringify(solutionDocument(world, solution))) as ReturnType<
      typeof solutionDocument
    >;
    const engine = document.decisions.find((decision) => decision.package.name === 'engine');
    assert.deepEqual(engine?.reason, {
      kind: 'needed',
      package: { name: 'shop', version: '1', architecture: 'amd64', repository: 'main' },
      requirement: 'engine | motor',
    });
  });

  it('an explanation prints as JSON with names and its text', () => {
    const outcome = solve(world, {
      jobs: ['shop', 'rival'].map((name) => ({ job: 'install', target: { name } })),
    });
    assert.ok(outcome.kind === 'unsatisfiable');
    const document = explanationDocument(world, outcome);
    assert.deepEqual(
      document.clashes[0]?.facts.map(({ kind, requirement }) => [kind, requirement]),
      [
        ['depends', 'server'],
        ['conflicts', 'server'],
      ],
    );
    assert.ok(document.text.length <= 10);
    assert.equal(document.fixes.length, 2);
  });

  it('an older version is outweighed by the one chosen', () => {
    const older = setUp('repo main\n  app 1\n  app 2\nrequest\n  install app\n');
    const answer = whyNot(older.world, older.request, older.solution, {
      candidate: candidate(older.world, 'app', '1'),
    });
    assert.equal(answer.kind, 'outweighed');
  });
});

describe('the verifier finds what is wrong', () => {
  const { world, request, solution } = setUp(SHOP);
  const without = (name: string): Solution => ({
    ...solution,
    decisions: solution.decisions.filter((decision) => world.nameOf(decision.candidate) !== name),
  });
  const withAlso = (name: string): Solution => ({
    ...solution,
    decisions: [
      ...solution.decisions,
      { action: 'install', candidate: candidate(world, name), reason: { kind: 'combined' } },
    ],
  });

  it('an unmet requirement', () => {
    assert.deepEqual(
      verify(world, request, without('libc')).map(({ kind }) => kind),
      ['unmet', 'unmet'],
    );
  });

  it('a conflict', () => {
    assert.deepEqual(
      verify(world, request, withAlso('rival')).map(({ kind }) => kind),
      ['conflict'],
    );
  });

  it('a goal that was missed', () => {
    assert.ok(verify(world, request, without('shop')).some(({ kind }) => kind === 'goal-missed'));
  });

  it('two candidates in one slot', () => {
    const two = setUp('repo main\n  app 1\n  app 2\nrequest\n  install app\n');
    const both: Solution = {
      ...two.solution,
      decisions: [
        ...two.solution.decisions,
        { action: 'install', candidate: candidate(two.world, 'app', '1'), reason: { kind: 'combined' } },
      ],
    };
    assert.deepEqual(
      verify(two.world, two.request, both).map(({ kind }) => kind),
      ['slot-shared'],
    );
  });

  it('an installed package about which nothing was decided', () => {
    const kept = setUp('repo main\n  app 1\n  old 1\ninstalled\n  old 1\nrequest\n  install app\n');
    const forgetful: Solution = {
      ...kept.solution,
      decisions: kept.solution.decisions.filter(({ action }) => action !== 'keep'),
    };
    assert.deepEqual(
      verify(kept.world, kept.request, forgetful).map(({ kind }) => kind),
      ['undecided'],
    );
  });
});
