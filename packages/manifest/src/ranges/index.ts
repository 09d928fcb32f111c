export type { Bound, Interval } from './interval.ts';
export { parseRangeSyntax } from './parse.ts';
export { printRange } from './print.ts';
export { anyVersion, gaps, intersection, isAny, isNone, rangeOfRelation, satisfies, union } from './range.ts';
export type { DebianRelation, Range } from './range.ts';
export { assertRange, parseRange, rangeMeantIn, resolveRange } from './resolve.ts';
export type { Bounds, Comparison, Operand, Operator, RangeSyntax, Term, TermSet } from './syntax.ts';
