/** JSON (RFC 8259) with line and block comments and a trailing comma allowed, every value with its place. */
import { ManifestError } from '../errors.ts';
import { Cursor } from '../text/cursor.ts';
import { positionAt } from '../text/position.ts';
import type { JsonMember, JsonNode, JsonScalar } from './node.ts';
import { skipTrivia } from './trivia.ts';

/** Deeper nesting is refused, so that no text can exhaust the stack. */
const MAX_DEPTH = 100;

const STRING = /"(?:[^"\\\n]|\\.)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const WORD = /[A-Za-z_][\w-]*/y;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function fail(cursor: Cursor, offset: number, message: string, hint?: string): ManifestError {
  return new ManifestError('json-invalid', message, { position: positionAt(cursor.text, offset), hint });
}

function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.offset;
  return pattern.exec(cursor.text)?.[0];
}

/** Moves to the next token. */
function next(cursor: Cursor): void {
  if (!skipTrivia(cursor)) throw fail(cursor, cursor.offset, 'this comment never ends', 'close it with `*/`');
}

/** The text that a string literal stands for; `undefined` when it has a wrong escape or a control character. */
function decode(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

function parseString(cursor: Cursor): JsonScalar & { readonly value: string } {
  const start = cursor.offset;
  const literal = match(cursor, STRING);
  const value = literal === undefined ? undefined : decode(literal);
  if (literal === undefined || value === undefined) {
    const message = 'this string is not closed on its line, or has a wrong escape';
    throw fail(cursor, start, message, 'write `\\n` for a new line');
  }
  cursor.offset += literal.length;
  return { kind: 'scalar', start, end: cursor.offset, value };
}

function parseKey(cursor: Cursor): JsonScalar & { readonly value: string } {
  if (cursor.startsWith('"')) return parseString(cursor);
  const word = match(cursor, WORD);
  throw fail(cursor, cursor.offset, 'a key is a string in double quotes', word && `write \`"${word}"\``);
}

/** Steps over the `,` between elements; `false` when `close` ends the list instead. */
function continues(cursor: Cursor, close: string): boolean {
  next(cursor);
  if (cursor.take(',')) {
    next(cursor);
    return !cursor.take(close);
  }
  if (cursor.take(close)) return false;
  throw fail(
    cursor,
    cursor.offset,
    cursor.atEnd ? `the text ends before \`${close}\`` : `\`,\` or \`${close}\` is expected here`,
  );
}

function parseMember(cursor: Cursor, depth: number): JsonMember {
  const { value: key, start, end } = parseKey(cursor);
  next(cursor);
  if (!cursor.take(':')) throw fail(cursor, cursor.offset, `\`:\` is expected after the key \`${key}\``);
  next(cursor);
  return { key, keySpan: { start, end }, value: parseValue(cursor, depth) };
}

function parseObject(cursor: Cursor, depth: number): JsonNode {
  const start = cursor.offset++;
  const members = new Map<string, JsonMember>();
  next(cursor);
  let more = !cursor.take('}');
  while (more) {
    const member = parseMember(cursor, depth);
    if (members.has(member.key)) {
      throw fail(cursor, member.keySpan.start, `the key \`${member.key}\` is given twice`);
    }
    members.set(member.key, member);
    more = continues(cursor, '}');
  }
  return { kind: 'object', start, end: cursor.offset, members: [...members.values()] };
}

function parseArray(cursor: Cursor, depth: number): JsonNode {
  const start = cursor.offset++;
  const items: JsonNode[] = [];
  next(cursor);
  let more = !cursor.take(']');
  while (more) {
    items.push(parseValue(cursor, depth));
    more = continues(cursor, ']');
  }
  return { kind: 'array', start, end: cursor.offset, items };
}

function parseNumberOrWord(cursor: Cursor): JsonScalar {
  const start = cursor.offset;
  const number = match(cursor, NUMBER);
  const word = number ?? match(cursor, WORD) ?? '';
  const value = number === undefined ? WORDS.get(word) : Number(number);
  if (value === undefined) {
    if (cursor.atEnd) throw fail(cursor, start, 'the text ends where a value is expected');
    throw fail(
      cursor,
      start,
      'a value is expected here',
      word === '' ? undefined : `write \`"${word}"\` for a text`,
    );
  }
  cursor.offset += word.length;
  return { kind: 'scalar', start, end: cursor.offset, value };
}

function parseValue(cursor: Cursor, depth: number): JsonNode {
  if (depth > MAX_DEPTH) throw fail(cursor, cursor.offset, `values are nested more than ${MAX_DEPTH} deep`);
  if (cursor.startsWith('{')) return parseObject(cursor, depth + 1);
  if (cursor.startsWith('[')) return parseArray(cursor, depth + 1);
  return cursor.startsWith('"') ? parseString(cursor) : parseNumberOrWord(cursor);
}

/** The value of a text, with places. Throws `json-invalid` with line and column. */
export function parseJsonc(text: string): JsonNode {
  const cursor = new Cursor(text);
  if (text.startsWith('\ufeff')) cursor.offset = 1;
  next(cursor);
  const root = parseValue(cursor, 0);
  next(cursor);
  if (!cursor.atEnd) throw fail(cursor, cursor.offset, 'nothing may follow the value');
  return root;
}
