import { bytesOfBuffer, type Bytes } from '@mpkg/mpkg';

/** Set in the first byte of a number that is binary. */
const BINARY = 0x80;
/** The first byte of a negative one. */
const NEGATIVE = 0xff;

/** The text of a field, which ends with the first NUL or is full. */
export function textField(block: Buffer, start: number, bytes: number): Bytes {
  const field = block.subarray(start, start + bytes);
  const end = field.indexOf(0);
  return bytesOfBuffer(end < 0 ? field : field.subarray(0, end));
}

/**
 * The number in a field: octal digits between blanks, or, as GNU tar writes what does not fit, binary (big-endian, the first bit
 * set). NaN for what is neither; an empty field is 0.
 */
export function numberField(block: Buffer, start: number, bytes: number): number {
  const field = block.subarray(start, start + bytes);
  if (((field[0] ?? 0) & BINARY) !== 0) return binary(field);
  const digits = textField(block, start, bytes).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(`0${digits}`, 8) : Number.NaN;
}

function binary(field: Buffer): number {
  if (field[0] === NEGATIVE) return Number.NaN;
  const [first = 0, ...others] = field;
  return others.reduce((value, byte) => value * 256 + byte, first & ~BINARY);
}
