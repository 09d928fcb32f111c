import fs from 'node:fs';
import path from 'node:path';
import { ext4InMemory, tmpfs, type Place } from '../lib/filesystem.ts';
import { execute, hasProgram, median, timed } from '../lib/measure.ts';
import { inTurn } from '../lib/rounds.ts';
import { markdownTable } from '../lib/table.ts';
import { contendersFor, type Contender } from './contenders.ts';
import { buildCorpus, LISTS } from './corpus.ts';

/** Installs the same real packages into an empty root, beside `dpkg --unpack` and `pacman -U` of the same trees. */
export function benchInstall(rounds: number): void {
  if (!hasProgram('apt-get') || !hasProgram('dpkg-scanpackages') || !fs.existsSync(LISTS)) {
    return console.log('Skipped: apt with its lists and dpkg-scanpackages are not here.');
  }
  using work = tmpfs(8);
  const corpus = buildCorpus(work.directory);
  console.log(
    `${corpus.debs.length} packages. Median of ${rounds} rounds, in turn; spm's time as a ratio of each.`,
  );
  const contenders = contendersFor(corpus, work.directory);
  for (const open of [() => tmpfs(6), () => ext4InMemory(4)]) {
    using where = open();
    report(where, measure(where, contenders, rounds));
  }
}

type Times = ReadonlyMap<Contender, readonly number[]>;

/** The first round fills the caches and is not counted. What a program leaves to the disk is done before the next begins. */
function measure(where: Place, contenders: readonly Contender[], rounds: number): Times {
  const times = new Map(contenders.map((contender): [Contender, number[]] => [contender, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [contender, taken] of inTurn([...times], round)) {
      const root = path.join(where.directory, 'root');
      fs.mkdirSync(root);
      contender.prepare(root);
      execute({ argv: ['sync'] });
      const time = timed([contender.install(root)]);
      if (round >= 0) taken.push(time);
      contender.after?.(root);
      fs.rmSync(root, { recursive: true });
    }
  }
  return times;
}

function report(where: Place, times: Times): void {
  const own = [...times].filter(([{ name }]) => name.startsWith('spm'));
  const rows = [...times].map(([{ name }, values]) => [
    name,
    median(values).toFixed(0),
    ...own.map(([, mine]) => ratio(mine, values)),
  ]);
  console.log(`\n### ${where.name}\n`);
  console.log(markdownTable(['program', 'ms', ...own.map(([{ name }]) => name)], rows));
}

function ratio(own: readonly number[], other: readonly number[]): string {
  return median(other.map((time, round) => (own[round] ?? Number.NaN) / time)).toFixed(2);
}
