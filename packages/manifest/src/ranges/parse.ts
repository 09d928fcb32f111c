/**
 * The grammar of ranges, one for all schemes:
 *
 *     range    = set ("||" set)*
 *     set      = term (blank term)*
 *     term     = [operator] operand | bounds
 *     operator = "=" | "<" | "<=" | ">" | ">=" | "^" | "~" | "<<" | ">>"
 *     bounds   = min ":" max | min ":" | ":" max
 *     operand  = a version, a partial version ("1.2"), or with a wildcard ("1.x", "*")
 *
 * `<<` and `>>` are Debian's spelling of `<` and `>`.
 */
import { isBlank, isDigit } from '../text/characters.ts';
import { Cursor } from '../text/cursor.ts';
import { boundsOf } from './bounds.ts';
import { rangeError } from './error.ts';
import { missingOperand } from './foreign.ts';
import type { Operand, Operator, RangeSyntax, Term, TermSet } from './syntax.ts';

/** Longest first, so that `>=` is not read as `>`. */
const OPERATORS: readonly (readonly [spelling: string, operator: Operator])[] = [
  ['>=', '>='],
  ['<=', '<='],
  ['>>', '>'],
  ['<<', '<'],
  ['>', '>'],
  ['<', '<'],
  ['=', '='],
  ['^', '^'],
  ['~', '~'],
];

const DELIMITERS = new Set(Array.from('|<>=^!,()@', (character) => character.charCodeAt(0)));

function isOperandCode(code: number): boolean {
  return !isBlank(code) && !DELIMITERS.has(code);
}

/** Reads what an operator that began at `start`, or nothing, is followed by. */
function takeOperand(cursor: Cursor, start: number): Operand {
  cursor.skipBlanks();
  const { offset } = cursor;
  const text = cursor.takeWhile(isOperandCode);
  if (text === '' || text === '-') throw missingOperand(cursor.text, start, offset);
  return { text, offset };
}

function takeOperator(cursor: Cursor): Operator | undefined {
  if (isDigit(cursor.peek())) return undefined;
  return OPERATORS.find(([spelling]) => cursor.take(spelling))?.[1];
}

function takeTerm(cursor: Cursor): Term {
  const { offset, text } = cursor;
  const operator = takeOperator(cursor);
  const operand = takeOperand(cursor, offset);
  if (operator === undefined && operand.text.includes(':')) return boundsOf(text, operand);
  return { kind: 'comparison', operator: operator ?? '=', operand };
}

/** A set goes on until `|` or the end of the text. */
function takeSet(cursor: Cursor): TermSet {
  cursor.skipBlanks();
  const offset = cursor.offset;
  const terms: Term[] = [];
  do {
    terms.push(takeTerm(cursor));
    cursor.skipBlanks();
  } while (!cursor.atEnd && !cursor.startsWith('|'));
  return { offset, terms };
}

/** Reads a range up to the end of the text or a single `|`. */
export function takeRange(cursor: Cursor): RangeSyntax {
  const sets = [takeSet(cursor)];
  while (cursor.take('||')) sets.push(takeSet(cursor));
  return { sets };
}

/** Reads what follows the `@` of `name@1:2.3`: a bare version is exactly that one, so its colon is an epoch's. */
export function takePinnedRange(cursor: Cursor): RangeSyntax {
  const { offset } = cursor;
  if (takeOperator(cursor) !== undefined) {
    cursor.offset = offset;
    return takeRange(cursor);
  }
  const term: Term = { kind: 'comparison', operator: '=', operand: takeOperand(cursor, offset) };
  return { sets: [{ offset, terms: [term] }] };
}

/** The range that is written in `text`. Throws `range-invalid` with the column. */
export function parseRangeSyntax(text: string): RangeSyntax {
  if (text.trim() === '') throw rangeError(text, 0, 'the range is empty', 'write `*` for every version');
  const cursor = new Cursor(text);
  const range = takeRange(cursor);
  if (!cursor.atEnd) {
    throw rangeError(text, cursor.offset, 'a single `|` separates packages, not versions', 'write `||`');
  }
  return range;
}
