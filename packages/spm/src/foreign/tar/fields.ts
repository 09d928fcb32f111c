import type { Bytes } from '@mpkg/mpkg';

/** Set in the first byte of a number that is binary. */
const BINARY = 0x80;
/** The first byte of a negative one. */
const NEGATIVE = 0xff;

/** The text of a field of a header block, which ends with the first NUL or is full. */
export function textField(block: Bytes, start: number, bytes: number): Bytes {
  const end = block.indexOf('\0', start);
  const full = start + bytes;
  return block.slice(start, end < 0 || end > full ? full : end) as Bytes;
}

/**
 * The number in a field: octal digits between blanks, or, as GNU tar writes what does not fit, binary (big-endian, the first bit
 * set). NaN for what is neither; an empty field is 0.
 */
export function numberField(block: Bytes, start: number, bytes: number): number {
  const first = block.charCodeAt(start);
  if (first === NEGATIVE) return Number.NaN;
  if ((first & BINARY) !== 0) return binary(block, start, bytes);
  const digits = textField(block, start, bytes).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(`0${digits}`, 8) : Number.NaN;
}

function binary(block: Bytes, start: number, bytes: number): number {
  let value = block.charCodeAt(start) & ~BINARY;
  for (let at = start + 1; at < start + bytes; at++) value = value * 256 + block.charCodeAt(at);
  return value;
}
