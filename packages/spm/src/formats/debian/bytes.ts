/** Places in the bytes of control data. */

export const TAB = 0x09;
export const NEWLINE = 0x0a;
const RETURN = 0x0d;
export const SPACE = 0x20;
export const HASH = 0x23;
export const COMMA = 0x2c;
export const COLON = 0x3a;

/** The place of `byte` in `bytes[from, end)`, or -1. */
export function placeOf(byte: number, bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) if (bytes[at] === byte) return at;
  return -1;
}

/** The first place in `bytes[from, end)` that is not blank, or `end`. */
export function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(bytes[at])) at++;
  return at;
}

/** Where `bytes[from, end)` ends without the blanks at its end; `from` when it is all blank. */
export function trimBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = end;
  while (at > from && isBlank(bytes[at - 1])) at--;
  return at;
}

/** Line ends count: folding puts them between clauses. */
function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === NEWLINE || byte === TAB || byte === RETURN;
}
