/** A place in a text, counted from 1 in UTF-16 code units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The position of an offset of a text that is one line. */
export function columnAt(offset: number): Position {
  return { line: 1, column: offset + 1 };
}

/** The position of an offset of a text of many lines, which end in `\n`. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}
