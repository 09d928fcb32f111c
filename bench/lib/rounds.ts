import { median, timed, type Command } from './measure.ts';

/** A program's way of doing one task. */
export interface Entry {
  readonly program: string;
  readonly commands: readonly Command[];
}

/** All of them, another one first in every round: who comes after whom makes a difference in memory and caches. */
export function inTurn<T>(all: readonly T[], round: number): readonly T[] {
  const first = Math.max(round, 0) % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}

/**
 * Runs the entries in turn, `rounds` times after one that is not counted, and returns table rows: the median time, and the
 * median over the rounds of the first entry's time as a ratio of it.
 */
export function compare(
  task: string,
  entries: readonly Entry[],
  rounds: number,
): readonly (readonly string[])[] {
  const times = entries.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [at, { commands }] of inTurn([...entries.entries()], round)) {
      const time = timed(commands);
      if (round >= 0) times[at]?.push(time);
    }
  }
  return entries.map(({ program }, at) => {
    const own = times[at] ?? [];
    const ratios = own.map((time, round) => (times[0]?.[round] ?? Number.NaN) / time);
    return [task, program, median(own).toFixed(0), median(ratios).toFixed(2)];
  });
}
