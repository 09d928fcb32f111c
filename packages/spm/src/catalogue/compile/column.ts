import type { Lines } from '../columns/lines.ts';

/** A UTF-16 unit takes at most so many bytes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Lines to be written one by one, each with its line break. */
export interface Column {
  readonly length: number;
  /** How many bytes a line takes at most. */
  readonly limit: (line: number) => number;
  /** Puts a line where it is told; returns the number of bytes. */
  readonly write: (line: number, bytes: Buffer, at: number) => number;
}

export function columnOfLines(lines: Lines): Column {
  return {
    length: lines.length,
    limit: (line) => lines.lengthOf(line),
    write: (line, bytes, at) => lines.copy(line, bytes, at),
  };
}

/** @param textOf a text of one line; asked once for each that is written. */
export function columnOfTexts(length: number, textOf: (line: number) => string): Column {
  let made = -1;
  let text = '';
  const lineOf = (line: number): string => {
    if (line !== made) text = `${textOf(line)}\n`;
    made = line;
    return text;
  };
  return {
    length,
    limit: (line) => lineOf(line).length * BYTES_PER_UNIT,
    write: (line, bytes, at) => bytes.write(lineOf(line), at),
  };
}
