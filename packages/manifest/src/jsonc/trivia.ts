import type { Cursor } from '../text/cursor.ts';

const WHITESPACE = /[ \t\r\n]*/y;

function skipWhitespace(cursor: Cursor): void {
  WHITESPACE.lastIndex = cursor.offset;
  WHITESPACE.exec(cursor.text);
  cursor.offset = WHITESPACE.lastIndex;
}

/** Steps over white space, line comments and block comments; `false` at a block comment that never ends. */
export function skipTrivia(cursor: Cursor): boolean {
  for (;;) {
    skipWhitespace(cursor);
    if (cursor.startsWith('//')) {
      const end = cursor.text.indexOf('\n', cursor.offset);
      cursor.offset = end < 0 ? cursor.text.length : end;
    } else if (cursor.startsWith('/*')) {
      const end = cursor.text.indexOf('*/', cursor.offset + 2);
      if (end < 0) return false;
      cursor.offset = end + 2;
    } else {
      return true;
    }
  }
}
