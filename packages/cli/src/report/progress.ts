import type { Output } from './output.ts';
import type { Progress } from './reporter.ts';

export interface ProgressLine {
  show(step: Progress): void;
  clear(): void;
}

const REDRAW_MS = 80;
const MIB = 1024 * 1024;

/** One line at the bottom of a terminal that is redrawn in place, at most every 80 ms. */
export function progressLine(output: Output, now: () => number = () => performance.now()): ProgressLine {
  let drawnAt = -Infinity;
  let isDrawn = false;
  return {
    show(step) {
      const time = now();
      if (time - drawnAt < REDRAW_MS) return;
      drawnAt = time;
      isDrawn = true;
      output.write('stderr', `\r\u001B[K${describe(step).slice(0, output.columns() - 1)}`);
    },
    clear() {
      if (isDrawn) output.write('stderr', '\r\u001B[K');
      isDrawn = false;
    },
  };
}

function describe({ label, done, total, unit }: Progress): string {
  const amount = (count: number): string =>
    unit === 'bytes' ? `${(count / MIB).toFixed(1)} MiB` : `${count} ${unit}`;
  if (total === undefined || total === 0) return `${label}  ${amount(done)}`;
  const percent = Math.floor((100 * Math.min(done, total)) / total);
  return `${label}  ${String(percent).padStart(3)}%  ${amount(done)} of ${amount(total)}`;
}
