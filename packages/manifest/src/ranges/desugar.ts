import type { RangeDialect, ReadOperand } from './dialect.ts';
import { EVERYTHING } from './interval.ts';
import type { Bound, Interval } from './interval.ts';
import type { Operator } from './syntax.ts';

function increment(numbers: readonly string[], index: number): readonly string[] {
  return [...numbers.slice(0, index), String(BigInt(numbers[index] ?? '0') + 1n)];
}

/** The number that may not change under `^`: the first that is not zero, else the last. */
function significant(numbers: readonly string[]): number {
  const index = numbers.findIndex((number) => BigInt(number) !== 0n);
  return index < 0 ? numbers.length - 1 : index;
}

/** From the operand up to, and without, the next line of releases after the number at `index`. */
function upToNext(dialect: RangeDialect, operand: ReadOperand, index: number): Interval {
  const next = dialect.before(operand.epoch, increment(operand.numbers, index));
  return { min: floor(dialect, operand), max: { version: next, inclusive: false } };
}

function floor(dialect: RangeDialect, { exact, epoch, numbers }: ReadOperand): Bound {
  return { version: exact ?? dialect.first(epoch, numbers), inclusive: true };
}

/** A comparison with one version. */
function withVersion(operator: '=' | '<' | '<=' | '>' | '>=', version: string): Interval {
  const bound: Bound = { version, inclusive: operator.includes('=') };
  return {
    min: operator.startsWith('<') ? undefined : bound,
    max: operator.startsWith('>') ? undefined : bound,
  };
}

/** A comparison with a whole line of releases, such as every 1.2. */
function withLine(
  operator: '=' | '<' | '<=' | '>' | '>=',
  dialect: RangeDialect,
  line: ReadOperand,
): Interval {
  const { epoch, numbers } = line;
  const last = numbers.length - 1;
  switch (operator) {
    case '=':
      return upToNext(dialect, line, last);
    case '>=':
      return { min: floor(dialect, line), max: undefined };
    case '<=':
      return { min: undefined, max: upToNext(dialect, line, last).max };
    case '<':
      return { min: undefined, max: { version: dialect.before(epoch, numbers), inclusive: false } };
    case '>': {
      const next = dialect.first(epoch, increment(numbers, last));
      return { min: { version: next, inclusive: true }, max: undefined };
    }
  }
}

/** What `operator` means beside an operand; `undefined` when nothing can satisfy it (`<*`). */
export function desugar(
  operator: Operator,
  dialect: RangeDialect,
  operand: ReadOperand,
): Interval | undefined {
  const { exact, numbers } = operand;
  if (numbers.length === 0) return operator === '<' || operator === '>' ? undefined : EVERYTHING;
  if (operator === '^') return upToNext(dialect, operand, significant(numbers));
  if (operator === '~') return upToNext(dialect, operand, Math.min(1, numbers.length - 1));
  return exact === undefined ? withLine(operator, dialect, operand) : withVersion(operator, exact);
}
