import { SCHEMES } from '../versions/index.ts';
import type { SchemeName, VersionScheme } from '../versions/scheme.ts';
import { desugar } from './desugar.ts';
import { DIALECTS } from './dialects.ts';
import { rangeError } from './error.ts';
import { EVERYTHING, intersect, isEmpty, normalise } from './interval.ts';
import type { Interval } from './interval.ts';
import { parseRangeSyntax } from './parse.ts';
import type { Range } from './range.ts';
import type { Operand, Operator, RangeSyntax, Term, TermSet } from './syntax.ts';

/** The text a range was read from, for messages, and the scheme that gives it meaning. */
interface Context {
  readonly text: string;
  readonly scheme: VersionScheme;
}

function comparisonInterval({ text, scheme }: Context, operator: Operator, operand: Operand): Interval {
  const dialect = DIALECTS[scheme.name];
  const read = dialect.read(operand.text);
  if ('message' in read) {
    const { offset, message, suggestion } = read;
    const hint = suggestion === undefined ? undefined : `write \`${suggestion}\``;
    throw rangeError(
      text,
      operand.offset + offset,
      `\`${operand.text}\` is no ${scheme.name} version: ${message}`,
      hint,
    );
  }
  const interval = desugar(operator, dialect, read);
  if (interval !== undefined) return interval;
  throw rangeError(text, operand.offset, `no version is \`${operator}${operand.text}\``);
}

function termInterval(context: Context, term: Term): Interval {
  if (term.kind === 'comparison') return comparisonInterval(context, term.operator, term.operand);
  const min = term.min === undefined ? EVERYTHING : comparisonInterval(context, '>=', term.min);
  const max = term.max === undefined ? EVERYTHING : comparisonInterval(context, '<=', term.max);
  return intersect(context.scheme, min, max);
}

function setInterval(context: Context, set: TermSet): Interval {
  const { scheme, text } = context;
  const interval = set.terms
    .map((term) => termInterval(context, term))
    .reduce((left, right) => intersect(scheme, left, right));
  if (!isEmpty(scheme, interval)) return interval;
  throw rangeError(text, set.offset, 'no version satisfies this', 'check which end is the smaller one');
}

/** The versions that a written range means in a scheme. Throws `range-invalid` with the column in `text`. */
export function resolveRange(syntax: RangeSyntax, schemeName: SchemeName, text: string): Range {
  const scheme = SCHEMES[schemeName];
  const intervals = syntax.sets.map((set) => setInterval({ text, scheme }, set));
  return { scheme: schemeName, intervals: normalise(scheme, intervals) };
}

/** Reads and resolves in one step. Throws `range-invalid` with the column. */
export function parseRange(text: string, scheme: SchemeName): Range {
  return resolveRange(parseRangeSyntax(text), scheme, text);
}

/**
 * As `parseRange`, for a range that people write without saying which scheme they mean: undefined when it is one of another scheme, so
 * that no version of this one lies in it.
 */
export function rangeMeantIn(text: string, scheme: SchemeName): Range | undefined {
  try {
    return parseRange(text, scheme);
  } catch (error) {
    const others = Object.keys(SCHEMES) as SchemeName[];
    if (others.some((other) => other !== scheme && isRange(text, other))) return undefined;
    throw error;
  }
}

/** Refuses what is a range in no scheme. Throws `range-invalid` with the column. */
export function assertRange(text: string): void {
  rangeMeantIn(text, 'debian');
}

function isRange(text: string, scheme: SchemeName): boolean {
  try {
    parseRange(text, scheme);
    return true;
  } catch {
    return false;
  }
}
