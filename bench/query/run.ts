import path from 'node:path';
import { BIN } from '@mpkg/testkit';
import { tmpfs } from '../lib/filesystem.ts';
import { median, timed } from '../lib/measure.ts';
import { markdownTable } from '../lib/table.ts';
import { fileOf, installSystem, nameOf, PACKAGES } from './system.ts';

const SPM = path.join(BIN, 'spm');
/** Runs in a row that are timed at once: a start takes a few milliseconds. */
const REPEATS = 10;
/** A shell's loop: starting costs what it costs a script. */
const LOOP = `for run in ${'. '.repeat(REPEATS).trim()}; do "$@" > /dev/null || exit; done`;

const ASKED = PACKAGES / 2 - 1;

/** What is asked; the first is the bare executable's start. */
const QUESTIONS: readonly (readonly string[])[] = [
  ['--version'],
  ['installed'],
  ['installed', '--json'],
  ['owns', fileOf(ASKED)],
  ['owns', fileOf(ASKED), '--json'],
  ['files', nameOf(ASKED)],
  ['files', nameOf(ASKED), '--json'],
  ['history'],
  ['status'],
  ['why', nameOf(ASKED)],
];

/** Asks a system of 2,000 packages, whole processes, beside the start of the executable alone. */
export function benchQuery(rounds: number): void {
  using work = tmpfs(4);
  const root = installSystem(work.directory);
  const times = QUESTIONS.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [at, question] of QUESTIONS.entries()) {
      const time = timed([{ argv: ['sh', '-c', LOOP, 'sh', SPM, ...question, '--root', root] }]) / REPEATS;
      if (round >= 0) times[at]?.push(time);
    }
  }
  const [bare = []] = times;
  console.log(
    `${PACKAGES} packages. Median of ${rounds} rounds of ${REPEATS} runs, in turn; ratio to the bare start.\n`,
  );
  const rows = QUESTIONS.map((question, at) => {
    const own = times[at] ?? [];
    const ratio = median(own.map((time, round) => time / (bare[round] ?? Number.NaN)));
    return [`spm ${question.join(' ')}`, median(own).toFixed(1), ratio.toFixed(2)];
  });
  console.log(markdownTable(['command', 'ms', 'ratio'], rows));
}
