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
import { isBlank } from '../text/characters.ts';
import { Cursor } from '../text/cursor.ts';
import { rangeError } from './error.ts';
import type { Bounds, Operand, Operator, RangeSyntax, Term, TermSet } from './syntax.ts';

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

/** Spellings of other tools, and what to write here. */
const FOREIGN_OPERATORS: readonly (readonly [spelling: string, hint: string])[] = [
  ['!=', 'write both sides: `<1.2 || >1.2`'],
  ['==', 'write `=`'],
  ['=>', 'write `>=`'],
  ['=<', 'write `<=`'],
  ['~=', 'write `~`'],
  ['~>', 'write `~`'],
  ['(', 'leave the parentheses away'],
  [',', 'separate the terms by a space'],
  ['- ', 'write `min:max`'],
];

const DELIMITERS = new Set(Array.from('|<>=^!,()@', (character) => character.charCodeAt(0)));

function isOperandCode(code: number): boolean {
  return !isBlank(code) && !DELIMITERS.has(code);
}

function refuseForeign(cursor: Cursor): void {
  for (const [spelling, hint] of FOREIGN_OPERATORS) {
    if (cursor.startsWith(spelling)) {
      throw rangeError(cursor.text, cursor.offset, `\`${spelling.trim()}\` is not part of a range`, hint);
    }
  }
}

/** Where the colon that separates min from max is; colons of epochs are told from it by their number. */
function separatorOf(operand: Operand, cursor: Cursor): number {
  const { text } = operand;
  const colons = Array.from(text.matchAll(/:/g), (match) => match.index);
  if (text.startsWith(':')) return 0;
  if (text.endsWith(':')) return text.length - 1;
  const middle = colons[(colons.length - 1) / 2];
  if (middle !== undefined) return middle;
  const hint = 'write the bounds as `>=MIN <=MAX`';
  throw rangeError(
    cursor.text,
    operand.offset,
    `it is not clear which colon of \`${text}\` separates min from max`,
    hint,
  );
}

function boundsOf(operand: Operand, cursor: Cursor): Bounds {
  const at = separatorOf(operand, cursor);
  const min = operand.text.slice(0, at);
  const max = operand.text.slice(at + 1);
  if (min === '' && max === '') {
    throw rangeError(
      cursor.text,
      operand.offset,
      'bounds need at least one end',
      'write `*` for every version',
    );
  }
  return {
    kind: 'bounds',
    min: min === '' ? undefined : { text: min, offset: operand.offset },
    max: max === '' ? undefined : { text: max, offset: operand.offset + at + 1 },
  };
}

function takeOperand(cursor: Cursor): Operand {
  const offset = cursor.offset;
  const text = cursor.takeWhile(isOperandCode);
  if (text === '') throw rangeError(cursor.text, offset, 'a version is missing here');
  return { text, offset };
}

function takeOperator(cursor: Cursor): Operator | undefined {
  refuseForeign(cursor);
  return OPERATORS.find(([spelling]) => cursor.take(spelling))?.[1];
}

function takeTerm(cursor: Cursor): Term {
  const operator = takeOperator(cursor);
  cursor.skipBlanks();
  const operand = takeOperand(cursor);
  if (operator === undefined && operand.text.includes(':')) return boundsOf(operand, cursor);
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
  const term: Term = { kind: 'comparison', operator: '=', operand: takeOperand(cursor) };
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
