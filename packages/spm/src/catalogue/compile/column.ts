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

/** @param order the places of the lines; by default as they are. */
export function columnOfLines(lines: Lines, order?: Uint32Array): Column {
  const placeOf = (line: number): number => order?.[line] ?? line;
  return {
    length: order?.length ?? lines.length,
    limit: (line) => lines.lengthOf(placeOf(line)),
    write: (line, bytes, at) => lines.copy(placeOf(line), bytes, at),
  };
}

/** @param textOf a text of one line. */
export function columnOfTexts(length: number, textOf: (line: number) => string): Column {
  return {
    length,
    limit: (line) => textOf(line).length * BYTES_PER_UNIT + 1,
    write: (line, bytes, at) => bytes.write(`${textOf(line)}\n`, at),
  };
}
