// A hundred random transactions with user edits between them; a random earlier one is undone. The tree is then what it would be had that
// one never taken place. SPM_SEED repeats a run.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { NativeRepository, type Published } from '../support/native-repository.ts';
import { SpmRoot } from '../support/spm-root.ts';

const TRANSACTIONS = 100;
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const VERSIONS = ['1.0.0', '1.1.0', '1.2.0'] as const;

type Name = (typeof NAMES)[number];

/** Six packages in three versions that share directories, bring links and configuration. */
function packages(): Published[] {
  return NAMES.flatMap((name, place) =>
    VERSIONS.map((version, age) => ({
      name,
      version,
      config: [`etc/${name}.conf`],
      files: {
        [`usr/bin/${name}`]: { exec: `${name} ${version}` },
        [`usr/share/common-${place % 2}/${name}`]: name,
        [`etc/${name}.conf`]: `name ${name}\n\nversion ${version}\n\nend\n`,
        ...(age === 1 && { [`usr/${name}/only-here/deep`]: { link: '../..' } }),
      },
    })),
  );
}

/** A package to have at a version, or not to have; and whose configuration is edited afterwards. */
interface Deed {
  readonly name: Name;
  readonly version: string | null;
  readonly edited: Name;
}

/** Deeds of which each changes something. */
function deeds(random: (below: number) => number): Deed[] {
  const now = new Map<Name, string | null>();
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  return Array.from({ length: TRANSACTIONS }, () => {
    const name = pick(NAMES);
    const current = now.get(name) ?? null;
    const version = pick([null, ...VERSIONS].filter((other) => other !== current));
    now.set(name, version);
    return { name, version, edited: pick(NAMES) };
  });
}

/** Numbers from 0 to below `below`, the same for the same seed (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

async function carryOut(spm: SpmRoot, { name, version }: Deed): Promise<number> {
  const words = version === null ? ['uninstall', name] : ['install', `${name}@${version}`];
  return (await spm.run(words)).exit;
}

/** The user writes a file of their own, and edits configuration of packages that are not undone. */
function edit(spm: SpmRoot, { edited }: Deed, at: number, victim: Name): void {
  fs.mkdirSync(spm.path('home'), { recursive: true });
  fs.appendFileSync(spm.path('home/notes'), `${at}\n`);
  const file = spm.path(`etc/${edited}.conf`);
  if (edited === victim || !fs.existsSync(file)) return;
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^name .*$/m, `name ${at}`));
}

test('undoing one of a hundred transactions equals a replay without it', async (t) => {
  const seed = Number(process.env['SPM_SEED'] ?? randomInt(1_000_000));
  t.diagnostic(`SPM_SEED=${seed}`);
  const random = generator(seed);
  const done = deeds(random);
  const chosen = random(done.length);
  const victim = (done[chosen] as Deed).name;
  using spm = new SpmRoot();
  using replay = new SpmRoot();
  const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
  await repository.publish(packages());
  for (const root of [spm, replay]) {
    await root.ok('repo', 'add', 'test', repository.directory);
    await root.ok('sync');
  }
  for (const [at, deed] of done.entries()) {
    assert.equal(await carryOut(spm, deed), 0);
    edit(spm, deed, at, victim);
    if (at !== chosen) await carryOut(replay, deed);
    edit(replay, deed, at, victim);
  }
  const before = spm.tree();
  const { result } = await spm.ok('undo', String(chosen + 1), '--offline');
  assert.deepEqual(await spm.installed(), await replay.installed());
  assert.deepEqual(spm.tree(), replay.tree());
  if (result.transaction === null) return;
  await spm.ok('undo', String(result.transaction), '--offline');
  assert.deepEqual(spm.tree(), before);
});
