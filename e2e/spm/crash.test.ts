// kill -9 and a full disk at sampled calls of an installation and an update of 20 packages: afterwards every package is old or every
// one is new, tree and state say the same, and nothing is left behind. MPKG_E2E=complete tries every call.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { BIN, canTrace, injectAt, runTool, tracePoints, type RunResult } from '@mpkg/testkit';
import { NativeRepository, type Published } from '../support/native-repository.ts';
import { pointsToTry } from '../support/points.ts';
import { SpmRoot } from '../support/spm-root.ts';

const SAMPLE = 16;
const PACKAGES = 20;
const skip = canTrace() ? false : 'strace cannot trace here';

/** A chain of packages, each with a program, configuration and a directory of its own. */
function chain(edition: 1 | 2): Published[] {
  const version = `1.${edition}.0`;
  return Array.from({ length: PACKAGES }, (_, at) => {
    const name = `p${String(at).padStart(2, '0')}`;
    return {
      name,
      version,
      ...(at > 0 && { depends: [`p${String(at - 1).padStart(2, '0')}`] }),
      config: [`etc/${name}.conf`],
      files: {
        [`usr/bin/${name}`]: { exec: `${name} ${version}\n` },
        [`usr/share/${name}/same`]: 'the same in both',
        [`usr/share/${name}/only-in-${edition}`]: version,
        [`etc/${name}.conf`]: `version = ${version}\n`,
      },
    };
  });
}

const LAST = 'p19';

interface Scenario {
  readonly name: string;
  readonly command: readonly string[];
  /** Brings the synced root to where the command starts. */
  readonly start: (spm: SpmRoot, repository: NativeRepository) => Promise<void>;
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'install', command: ['install', LAST], start: async () => undefined },
  {
    name: 'update',
    command: ['update', '--no-sync'],
    start: async (spm, repository) => {
      await spm.ok('install', LAST);
      await repository.publish(chain(2));
      await spm.ok('sync');
    },
  },
];

const FAULTS = [
  { name: 'killed', effect: 'signal=KILL' },
  { name: 'out of space', effect: 'error=ENOSPC' },
] as const;

for (const scenario of SCENARIOS) {
  for (const { name, effect } of FAULTS) {
    test(`${scenario.name} of ${PACKAGES} packages, ${name} at any call`, { skip }, async () => {
      using spm = new SpmRoot();
      const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
      await repository.publish(chain(1));
      await spm.ok('repo', 'add', 'test', repository.directory);
      await spm.ok('sync');
      await scenario.start(spm, repository);
      const at = (root: string): string[] => [...scenario.command, '--quiet', '--root', root];
      const finished = copyOf(spm, 'finished');
      const points = tracePoints([path.join(BIN, 'spm'), ...at(finished)], finished);
      const before = await pictureOf(spm.root);
      const after = await pictureOf(finished);
      assert.notDeepEqual(before.tree, after.tree);

      const seen = { before: 0, after: 0 };
      for (const point of pointsToTry(points, SAMPLE)) {
        const where = `${name} at ${point.call} ${point.ordinal}`;
        const root = copyOf(spm, `${point.call}-${point.ordinal}`);
        const struck = await runTool('spm', at(root), { under: injectAt(point, effect) });
        const recovered = await runTool('spm', ['recover', '--root', root, '--json']);
        assert.equal(recovered.exit, 0, `${recovered.stdout}${recovered.stderr} (${where})`);
        const now = await pictureOf(root);
        const outcome = now.installed.join() === after.installed.join() ? 'after' : 'before';
        assert.deepEqual(now, outcome === 'after' ? after : before, where);
        assertSaid(recovered, outcome, where);
        if (struck.exit !== 0) seen[outcome] += 1;
        fs.rmSync(root, { recursive: true });
      }
      assert.ok(seen.before > 0, JSON.stringify(seen));
      if (effect === 'signal=KILL') assert.ok(seen.after > 0, JSON.stringify(seen));
    });
  }
}

function copyOf(spm: SpmRoot, label: string): string {
  const copy = path.join(spm.directory.path, label);
  fs.cpSync(spm.root, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  return copy;
}

interface Picture {
  readonly tree: readonly string[];
  readonly installed: readonly string[];
  readonly history: readonly string[];
  readonly healthy: readonly (readonly [string, number])[];
}

/** The tree, what spm says is in it, and whether that fits together. */
async function pictureOf(root: string): Promise<Picture> {
  const lines = async (...args: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await runTool('spm', [...args, '--root', root]);
    return stdout.split('\n').filter(Boolean);
  };
  const exitOf = async (name: string): Promise<readonly [string, number]> => {
    const { exit } = await runTool('spm', [name, '--root', root]);
    return [name, exit];
  };
  return {
    tree: SpmRoot.treeOf(root),
    installed: await lines('installed'),
    history: (await lines('history')).map((line) => line.replace(/ {2}\d{4}\S+ \S+/, '')),
    healthy: [await exitOf('verify'), await exitOf('doctor')],
  };
}

/** What `recover` says of the packages is what they are. */
function assertSaid({ stdout }: RunResult, outcome: 'before' | 'after', where: string): void {
  const { result } = JSON.parse(stdout) as { result: { packages: readonly { readonly isNew: boolean }[] } };
  for (const { isNew } of result.packages) assert.equal(isNew, outcome === 'after', where);
}
