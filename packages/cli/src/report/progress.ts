import type { Output } from './output.ts';
import type { Progress } from './reporter.ts';

/** The lines of progress at the bottom of a terminal. */
export interface ProgressLines {
  show(step: Progress): void;
  /** Takes the lines away, so that something else can be written. */
  clear(): void;
}

const REDRAW_MS = 80;
/** Steps that are shown at a time, besides sums. */
const MOST_STEPS = 6;
const LABEL_COLUMNS = 24;
const BAR_COLUMNS = 16;
const MIB = 1024 * 1024;
const UP = '\u001B[A';
const CLEAR_LINE = '\u001B[K';
const CLEAR_BELOW = '\u001B[J';

interface Shown {
  readonly step: Progress;
  /** Of the first report, for the rate. */
  readonly since: number;
  readonly from: number;
}

/** One line for each step under way, sums last, redrawn in place at most every 80 ms. What is complete leaves. */
export function progressLines(output: Output, now: () => number = () => performance.now()): ProgressLines {
  const steps = new Map<string, Shown>();
  let drawnAt = -Infinity;
  let drawn = 0;
  const erase = (): string => (drawn === 0 ? '' : `\r${UP.repeat(drawn - 1)}`);
  return {
    show(step) {
      const time = now();
      const { since = time, from = step.done } = steps.get(step.id) ?? {};
      if (step.done === step.total) steps.delete(step.id);
      else steps.set(step.id, { step, since, from });
      if (time - drawnAt < REDRAW_MS) return;
      drawnAt = time;
      const lines = inOrder(steps).map((shown) => describe(shown, time).slice(0, output.columns() - 1));
      const text = lines.map((line) => line + CLEAR_LINE).join('\n');
      output.write('stderr', `${erase()}${text}${CLEAR_BELOW}`);
      drawn = lines.length;
    },
    clear() {
      if (drawn > 0) output.write('stderr', `${erase()}${CLEAR_BELOW}`);
      drawn = 0;
    },
  };
}

function inOrder(steps: ReadonlyMap<string, Shown>): Shown[] {
  const all = [...steps.values()];
  const single = all.filter(({ step }) => step.isSum !== true).slice(-MOST_STEPS);
  return [...single, ...all.filter(({ step }) => step.isSum === true)];
}

function describe({ step, since, from }: Shown, time: number): string {
  const { label, done, total, unit } = step;
  const name = label.padEnd(LABEL_COLUMNS);
  if (total === undefined || total === 0) return `${name}  ${count(done, unit)} ${nameOf(unit)}`;
  const share = Math.min(done, total) / total;
  const filled = Math.floor(share * BAR_COLUMNS);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR_COLUMNS - filled)}]`;
  const percent = `${Math.floor(100 * share)}%`.padStart(4);
  const rate = (done - from) / (time - since);
  const left = rate > 0 ? `  ${clock((total - done) / rate / 1000)} left` : '';
  const amounts = `${count(done, unit)} of ${count(total, unit)} ${nameOf(unit)}`;
  return `${name.slice(0, LABEL_COLUMNS)}  ${bar} ${percent}  ${amounts}${left}`;
}

function count(done: number, unit: Progress['unit']): string {
  return unit === 'bytes' ? (done / MIB).toFixed(1) : String(done);
}

function nameOf(unit: Progress['unit']): string {
  return unit === 'bytes' ? 'MiB' : unit;
}

/** `1:05` */
function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
