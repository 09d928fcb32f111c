// Requests on the whole of the machine's own Debian index: every answer against the verifier, the proven minimum, apt and dose.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { openCatalogue, type Catalogue } from '../../packages/spm/src/catalogue/index.ts';
import { resultOf, solve, verify, type Request, type Solution } from '../../packages/spm/src/solve/index.ts';
import { DebianMachine, whyNoDebianIndex } from '../support/debian-machine.ts';
import { LAYERED, REFUSALS, REQUESTS } from '../support/debian-requests.ts';

const skip = whyNoDebianIndex() ?? false;

/** Other programs take minutes over it. */
function skipPeer(program: string): string | false {
  if (process.env['MPKG_E2E'] !== 'complete') return 'takes minutes: set MPKG_E2E=complete';
  try {
    execFileSync('which', [program]);
    return skip;
  } catch {
    return `there is no ${program}`;
  }
}

const jobsOf = (names: readonly string[]): Request['jobs'] =>
  names.map((name) => {
    const [bare = name, range] = name.split('@');
    return { job: 'install', target: { name: bare, ...(range !== undefined && { range }) } };
  });

describe("the whole of this machine's Debian index", { skip }, () => {
  let machine: DebianMachine;
  let catalogue: Catalogue;
  before(async () => {
    machine = await DebianMachine.create();
    const opened = openCatalogue(machine.catalogue);
    assert(opened.state === 'ready');
    ({ catalogue } = opened);
  });
  after(() => {
    catalogue.close();
    machine[Symbol.dispose]();
  });

  /** A solution that the verifier, which shares nothing with the search, finds closed, free of conflicts and as asked. */
  function verified(request: Request): Solution {
    const outcome = solve(catalogue, request);
    const asked = JSON.stringify(request.jobs);
    assert(outcome.kind === 'solution', `${outcome.kind} for ${asked}`);
    assert.deepEqual(verify(catalogue, request, outcome), [], asked);
    return outcome;
  }

  const sizeOf = (request: Request): number => resultOf(verified(request)).length;

  /** The proven minimum of a request. */
  function minimum(names: readonly string[]): number {
    const solution = verified({ jobs: jobsOf(names), minimal: true });
    assert.equal(solution.minimality?.proved, true, names.join(' '));
    return resultOf(solution).length;
  }

  it('every answer is sound, with and without recommends, and not below the proven minimum', () => {
    assert(REQUESTS.length >= 50);
    for (const names of REQUESTS) {
      const jobs = jobsOf(names);
      const plain = sizeOf({ jobs });
      assert(minimum(names) <= plain, names.join(' '));
      assert(plain <= sizeOf({ jobs, recommends: true }), names.join(' '));
    }
  });

  it('every answer on top of another is sound', () => {
    for (const { on, names } of LAYERED) {
      const below = resultOf(verified({ jobs: jobsOf(on) }));
      const isAsked = (candidate: number): boolean => on.includes(catalogue.nameOf(candidate));
      const installed = below.map((candidate) => ({ candidate, explicit: isAsked(candidate) }));
      verified({ jobs: jobsOf(names), installed });
      assert.equal(sizeOf({ jobs: [{ job: 'upgrade' }], installed }), below.length);
      verified({ jobs: [{ job: 'remove', target: { name: on[0] ?? '' } }], installed });
    }
  });

  it('the executable plans what the solver answers', async () => {
    for (const names of REQUESTS.filter((_, index) => index % 8 === 0)) {
      const planning = await machine.spm('plan', 'install', ...names, '--no-recommends', '--json');
      assert.equal(planning.exit, 0, names.join(' '));
      const expected = resultOf(verified({ jobs: jobsOf(names) })).map((one) => catalogue.nameOf(one));
      const planned = planning.json().result.plan.steps.map(({ id }: { id: string }) => id);
      assert.deepEqual(planned.toSorted(), expected.toSorted());
    }
  });

  it('what cannot be had is refused, in at most ten lines', async () => {
    for (const { names, exit } of REFUSALS) {
      const refused = await machine.spm('plan', 'install', ...names);
      assert.equal(refused.exit, exit, names.join(' '));
      if (exit === 5) assert(refused.stderr.trimEnd().split('\n').length <= 10, refused.stderr);
    }
  });

  it("lies between the minimum and apt's answer", { skip: skipPeer('apt-get') }, async (t) => {
    const rows = ['| request | spm | apt | minimum | spm, whole process, ms |', '|---|---|---|---|---|'];
    const larger: string[] = [];
    for (const names of REQUESTS) {
      const apt = machine.aptCount(names);
      const start = performance.now();
      const { stdout } = await machine.spm('plan', 'install', ...names, '--no-recommends');
      const ms = Math.round(performance.now() - start);
      const own = stdout.split('\n').filter((line) => line.startsWith('+ ')).length;
      const least = minimum(names);
      const row = `| ${names.join(' ')} | ${own} | ${apt ?? 'refused'} | ${least} | ${ms} |`;
      rows.push(row);
      if (apt !== undefined && own > apt) larger.push(row);
      assert(least <= own, row);
    }
    t.diagnostic(`\n${rows.join('\n')}`);
    assert.deepEqual(larger, []);
  });

  it(
    'the verdict on every package is that of dose-debcheck',
    { skip: skipPeer('dose-debcheck') },
    async () => {
      const { result } = (await machine.spm('repo', 'check', 'debian', '--json')).json();
      const packages = result.uninstallable as readonly { readonly name: string; readonly version: string }[];
      const found = packages.map(({ name, version }) => `${name} ${version}`).toSorted();
      assert.equal(result.packages, catalogue.candidateCount);
      assert.deepEqual(found, machine.doseBroken());
    },
  );
});
