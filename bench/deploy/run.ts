import fs from 'node:fs';
import path from 'node:path';
import { disk, ext4InMemory, tmpfs, type Place } from '../lib/filesystem.ts';
import { median, timed } from '../lib/measure.ts';
import { inTurn } from '../lib/rounds.ts';
import { markdownTable } from '../lib/table.ts';
import { CONTENDERS, type Contender, type Packed } from './contenders.ts';
import { buildCorpora, type Corpus } from './corpora.ts';

export interface DeployOptions {
  readonly rounds: number;
  readonly corpora: readonly string[];
  readonly places: readonly string[];
}

const OPERATIONS = ['install', 'upgrade', 'remove'] as const;
type Operation = (typeof OPERATIONS)[number];
type Times = ReadonlyMap<string, Readonly<Record<Operation, number[]>>>;

const PLACES: Readonly<Record<string, () => Place>> = {
  tmpfs: () => tmpfs(6),
  ext4: () => ext4InMemory(4),
  disk: disk,
};

/** Installs, upgrades and removes every corpus with every program, in turn, and prints medians and ratios. */
export function benchDeploy(options: DeployOptions): void {
  using work = tmpfs(12);
  const contenders = CONTENDERS.filter((contender) => contender.available());
  console.log(
    `Programs: ${contenders.map(({ name }) => name).join(', ')}. Median of ${options.rounds} rounds, in turn.\n`,
  );
  const corpora = buildCorpora(path.join(work.directory, 'corpora')).filter(({ name }) =>
    options.corpora.includes(name),
  );
  for (const corpus of corpora) {
    const packed = new Map(
      contenders.map((contender) => [contender, packCorpus(contender, corpus, work.directory)]),
    );
    for (const place of options.places) {
      using where = PLACES[place]?.() ?? disk();
      report(corpus, where, measure(packed, where, options.rounds));
    }
  }
}

function packCorpus(contender: Contender, corpus: Corpus, work: string): readonly Packed[] {
  const directory = path.join(work, 'packed', contender.name.replaceAll(/\W+/g, '-'), corpus.name);
  fs.mkdirSync(directory, { recursive: true });
  return corpus.samples.map((sample) => ({
    name: sample.name,
    old: contender.pack(sample.old, path.join(directory, sample.name), '1'),
    new: contender.pack(sample.new, path.join(directory, sample.name), '2'),
    tree: sample.old,
  }));
}

function measure(packed: ReadonlyMap<Contender, readonly Packed[]>, where: Place, rounds: number): Times {
  const times: Times = new Map(
    [...packed.keys()].map(({ name }) => [name, { install: [], upgrade: [], remove: [] }]),
  );
  for (let round = -1; round < rounds; round++) {
    for (const [contender, packages] of inTurn([...packed], round)) {
      const root = path.join(where.directory, 'root');
      fs.mkdirSync(root);
      contender.prepare?.(root);
      for (const operation of OPERATIONS) {
        const time = timed(contender[operation](packages, root));
        // The first round fills the caches and is not counted.
        if (round >= 0) times.get(contender.name)?.[operation].push(time);
      }
      fs.rmSync(root, { recursive: true });
    }
  }
  return times;
}

function report(corpus: Corpus, where: Place, times: Times): void {
  const [first] = times.values();
  const cell = (operation: Operation, values: readonly number[]): string => {
    const ratios = values.map((value, round) => (first?.[operation][round] ?? Number.NaN) / value);
    return `${median(values).toFixed(0)} ms (${median(ratios).toFixed(2)})`;
  };
  console.log(`\n### ${corpus.name}, ${where.name}: time (mpkg's time as a ratio of it)\n`);
  console.log(
    markdownTable(
      ['program', ...OPERATIONS],
      [...times].map(([name, byOperation]) => [name, ...OPERATIONS.map((o) => cell(o, byOperation[o]))]),
    ),
  );
}
