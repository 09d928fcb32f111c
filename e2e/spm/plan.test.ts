import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { JsonDocument } from '@mpkg/testkit';
import { OLDER_LIST, PlannedSystem } from '../support/planned-system.ts';

let system: PlannedSystem;
let older: string;
before(async () => {
  system = await PlannedSystem.create();
  older = system.write('older', OLDER_LIST);
});
after(() => system[Symbol.dispose]());

const ask = (...args: readonly string[]): Promise<JsonDocument> => system.ask(...args);
const failure = ({ exit, errors }: JsonDocument): readonly unknown[] => [exit, errors[0]?.code];

interface PlannedStep {
  readonly id: string;
  readonly action: string;
  readonly reason: { readonly kind: string };
}

/** The steps of a plan, `action id`, in the order of names. */
const steps = ({ result }: JsonDocument): string[] =>
  (result.plan.steps as readonly PlannedStep[]).map(({ id, action }) => `${action} ${id}`).toSorted();

describe('plan install', () => {
  it('shows each package with its reason, then what it costs', async () => {
    const { stdout, exit } = await system.spm('plan', 'install', 'nginx', '--no-recommends');
    assert.equal(exit, 0);
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      '+ nginx 1.22.1-9 (requested)',
      '+ libc6 2.36-9 (nginx needs libc6 (>= 2.34))',
      '+ libssl3 3.0.11-1 (nginx needs libssl3 (>= 3.0.0))',
      '+ nginx-common 1.22.1-9 (nginx needs nginx-common (= 1.22.1-9))',
      'install 4; download 80.0 kB, disk +409.6 kB',
    ]);
  });

  it('takes what is recommended along, unless told otherwise', async () => {
    assert(steps(await ask('plan', 'install', 'nginx')).includes('install logrotate'));
    assert(!steps(await ask('plan', 'install', 'nginx', '--no-recommends')).includes('install logrotate'));
  });

  it('explains a clash in at most ten lines, and for programs', async () => {
    const { stderr } = await system.spm('plan', 'install', 'exim4', 'postfix');
    assert(stderr.trimEnd().split('\n').length <= 10);
    assert.match(stderr, /^try: leave out postfix/m);
    const document = await ask('plan', 'install', 'exim4', 'postfix');
    assert.deepEqual(failure(document), [5, 'unsatisfiable']);
    assert.partialDeepStrictEqual(document.errors[0]?.details, {
      explanation: {
        clashes: [{ goals: [{ typed: 'exim4' }, { typed: 'postfix' }] }],
        fixes: [{ installs: 2 }, {}],
      },
    });
  });

  it('leaves a choice without a standard to the user', async () => {
    const document = await ask('plan', 'install', 'java');
    assert.deepEqual(failure(document), [9, 'choice-needed']);
    assert.deepEqual(document.errors[0]?.details?.['choices'], ['openjdk', 'oracle-jdk']);
    assert.match(document.errors[0]?.hint ?? '', /--with/);
    assert.deepEqual(steps(await ask('plan', 'install', 'java', '--with', 'oracle-jdk')), [
      'install java',
      'install oracle-jdk',
    ]);
    assert.deepEqual(failure(await ask('plan', 'install', 'mail-transport-agent')), [9, 'choice-needed']);
  });

  it('takes a standard and says so, and all members of a group', async () => {
    const { stdout, stderr } = await system.spm('plan', 'install', 'browser');
    assert.match(stdout, /^\+ fox /m);
    assert.match(stderr, /fox provides browser; --with chooses another: lynx/);
    assert.deepEqual(steps(await ask('plan', 'install', 'web')), [
      'install fox',
      'install libc6',
      'install tinyd',
      'install web',
    ]);
  });

  it('another architecture: closed over itself, with a warning', async () => {
    const document = await ask('plan', 'install', 'busybox', '--arch', 'i686');
    assert.deepEqual(steps(document), ['install i686:busybox', 'install i686:libc6']);
    assert.deepEqual(
      document.warnings.map(({ code }) => code),
      ['multilib-missing'],
    );
    assert.deepEqual(failure(await ask('plan', 'install', 'busybox', '--arch', 'mips')), [
      2,
      'request-invalid',
    ]);
  });

  it('versions, ranges, repositories, the proven minimum', async () => {
    const ranged = await ask('plan', 'install', 'nginx@<1.20', '--no-recommends');
    assert.equal(ranged.result.plan.steps.length, 3);
    assert.deepEqual(failure(await ask('plan', 'install', 'nginx@9')), [3, 'version-unknown']);
    assert.deepEqual(failure(await ask('plan', 'install', 'nginx', '--from', 'ours')), [
      3,
      'version-unknown',
    ]);
    assert.deepEqual(failure(await ask('plan', 'install', 'nginx', '--from', 'theirs')), [
      3,
      'repository-unknown',
    ]);
    const minimal = await ask('plan', 'install', 'nginx', '--minimal');
    assert.deepEqual(minimal.result.minimality, { proved: true, packages: 3, atLeast: 3 });
  });

  it('writes the plan that it shows', async () => {
    const file = system.path('web.plan');
    const { result } = await ask('plan', 'install', 'web', '-o', file);
    assert.deepEqual(JSON.parse(fs.readFileSync(file, 'utf8')), result.plan);
    assert.equal(result.plan.schema, 'spm-plan/1');
  });

  it('text and document tell of the same packages', async () => {
    for (const request of [['nginx'], ['web', 'java', '--with', 'openjdk'], ['libc6:i686', 'libc6']]) {
      const { stdout } = await system.spm('plan', 'install', ...request);
      const lines = stdout.trimEnd().split('\n').slice(0, -1);
      const shown = lines.map((line) => line.replace(/^\+ (\S+) .*/, 'install $1'));
      assert.deepEqual(shown.toSorted(), steps(await ask('plan', 'install', ...request)));
    }
  });

  it('what cannot be read is a usage error', async () => {
    assert.deepEqual(failure(await ask('plan', 'frobnicate')), [2, 'usage']);
    assert.deepEqual(failure(await ask('plan', 'install')), [2, 'usage']);
    assert.deepEqual(failure(await ask('plan', 'install', '-/-')), [2, 'usage']);
    assert.deepEqual(failure(await ask('plan', 'install', 'a b')), [2, 'request-invalid']);
    assert.deepEqual(failure(await ask('plan', 'install', 'nginx@>2 <1')), [2, 'range-invalid']);
  });
});

describe('plan, for what is installed', () => {
  it('update: goes up, brings what is newly needed, removes nothing', async () => {
    assert.deepEqual(steps(await ask('plan', 'update', '--installed', older)), [
      'install libssl3',
      'upgrade libc6',
      'upgrade nginx',
      'upgrade nginx-common',
    ]);
    const held = await ask('plan', 'update', '--installed', older, '--exclude', 'nginx');
    assert.deepEqual(steps(held), ['upgrade libc6']);
  });

  it('update: another major version is a decision', async () => {
    const old = system.write('old', '[{ "name": "fox", "version": "1.0.0", "explicit": true }]');
    const { result } = await ask('plan', 'update', '--installed', old);
    assert.deepEqual(result.plan.decisions, [{ kind: 'major', id: 'fox', from: '1.0.0', to: '2.0.0' }]);
    assert.match(
      (await system.spm('plan', 'update', '--installed', old)).stdout,
      /^to decide \(--major\): fox/m,
    );
    assert.deepEqual((await ask('plan', 'update', '--major', '--installed', old)).result.plan.decisions, []);
  });

  it('uninstall: refuses to break what is left, or takes it along', async () => {
    const refused = await ask('plan', 'remove', 'nginx-common', '--installed', older);
    assert.deepEqual(failure(refused), [4, 'dependents-exist']);
    const cascade = await ask('plan', 'remove', 'nginx-common', '--cascade', '--installed', older);
    assert.deepEqual(steps(cascade), ['remove nginx', 'remove nginx-common']);
    assert.deepEqual(failure(await ask('plan', 'remove', 'nginx')), [3, 'package-not-installed']);
  });

  it('autoremove: what nobody asked for and nothing needs', async () => {
    const list = system.write('orphan', 'tinyd 2.0-1\nlibc6 2.36-9 dep\nlogrotate 3.21.0-1 dep\n');
    assert.deepEqual(steps(await ask('plan', 'autoremove', '--installed', list)), ['remove logrotate']);
  });

  it('a list that cannot be read names its line', async () => {
    const list = system.write('bad', 'nginx 1.18.0-6\nonly-a-name\n');
    const document = await ask('plan', 'update', '--installed', list);
    assert.deepEqual(failure(document), [2, 'request-invalid']);
    assert.match(document.errors[0]?.message ?? '', /bad:2/);
  });
});

describe('what a catalogue that is no good does', () => {
  it('is made anew when it is damaged, wherever that is noticed', async () => {
    const file = path.join(system.root, 'var/lib/spm/catalogue');
    const whole = fs.readFileSync(file);
    for (const offset of [0, 60, Math.floor(whole.length / 3), whole.length - 3]) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xaa, offset, offset + 3);
      fs.writeFileSync(file, damaged);
      assert.equal((await ask('plan', 'install', 'nginx')).exit, 0, `damage at ${offset}`);
      assert.equal((await ask('repo', 'check', 'ours')).exit, 0);
    }
  });

  it('without a sync, says what to run', async () => {
    using empty = await PlannedSystem.create();
    fs.rmSync(path.join(empty.root, 'var/lib/spm'), { recursive: true });
    const { exit, stderr } = await empty.spm('plan', 'install', 'nginx');
    assert.equal(exit, 3);
    assert.match(stderr, /hint: spm sync/);
  });
});
