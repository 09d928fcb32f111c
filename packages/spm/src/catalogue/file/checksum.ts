const CHECKSUM_BYTES = 4;
const PADDING = 0x20;

/**
 * A 32-bit checksum of `bytes[from, to)`, both multiples of four, for blocks of a few kilobytes. Every step is a bijection of the
 * word it takes in, so one damaged word is always noticed. Written here because loading `node:zlib` for its CRC takes longer
 * than everything else that a query does.
 */
export function checksum(bytes: Uint8Array<ArrayBuffer>, from: number, to: number): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + from, (to - from) / 4);
  let sum = words.length;
  for (let at = 0; at < words.length; at++) {
    sum = Math.imul(sum ^ (words[at] ?? 0), 0x9e37_79b1);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}

/** How many bytes `seal` may need for so many bytes of text. */
export function sealedLength(textBytes: number): number {
  return CHECKSUM_BYTES + Math.ceil(textBytes / 4) * 4;
}

/**
 * Makes a sealed text at `at`, a multiple of four: its checksum, the text, and blanks up to a multiple of four.
 *
 * @param write puts the text where it is told and returns the number of bytes.
 * @returns where the sealed text ends.
 */
export function seal(
  bytes: Buffer<ArrayBuffer>,
  at: number,
  write: (bytes: Buffer<ArrayBuffer>, at: number) => number,
): number {
  const start = at + CHECKSUM_BYTES;
  const textEnd = start + write(bytes, start);
  const end = at + sealedLength(textEnd - start);
  bytes.fill(PADDING, textEnd, end);
  new Uint32Array(bytes.buffer, bytes.byteOffset + at, 1)[0] = checksum(bytes, start, end);
  return end;
}

/** The text that was sealed, with the blanks behind it; undefined when it is damaged. */
export function unseal(bytes: Buffer<ArrayBuffer>): string | undefined {
  if (bytes.length < CHECKSUM_BYTES || bytes.length % 4 !== 0) return undefined;
  const [sum] = new Uint32Array(bytes.buffer, bytes.byteOffset, 1);
  if (sum !== checksum(bytes, CHECKSUM_BYTES, bytes.length)) return undefined;
  return bytes.toString('utf8', CHECKSUM_BYTES);
}
