/** A place in a text, counted from 1 in UTF-16 code units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The position of an offset of a text that is one line. */
export function columnAt(offset: number): Position {
  return { line: 1, column: offset + 1 };
}
