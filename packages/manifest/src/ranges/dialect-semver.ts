import { semverScheme } from '../versions/semver.ts';
import type { RangeDialect, ReadOperand } from './dialect.ts';
import { dropWildcards } from './wildcard.ts';

const NUMBER = /^(?:0|[1-9]\d*)$/;

/** `1.2` and `1.2.x` stand for every 1.2, as in npm. */
function readPartial(text: string): ReadOperand | undefined {
  const numbers = dropWildcards(text);
  if (numbers.length > 2 || !numbers.every((number) => NUMBER.test(number))) return undefined;
  return { exact: undefined, epoch: '', numbers };
}

function first(numbers: readonly string[]): string {
  return [...numbers, '0', '0'].slice(0, 3).join('.');
}

/** Semantic versions; a line of releases is desugared exactly as npm's `semver` does. */
export const semverDialect: RangeDialect = {
  read(text) {
    const problem = semverScheme.problem(text);
    if (problem !== undefined) return readPartial(text) ?? problem;
    return { exact: text, epoch: '', numbers: text.split(/[-+]/, 1)[0]?.split('.') ?? [] };
  },
  first: (_epoch, numbers) => first(numbers),
  before: (_epoch, numbers) => `${first(numbers)}-0`,
};
