import { checksum } from './checksum.ts';

const WORD = Int32Array.BYTES_PER_ELEMENT;
const PADDING = 0x20;
const NEWLINE = 0x0a;

/**
 * Bytes, and the same memory as the words that checksums are made of. It is used again and again: making a buffer and a view takes
 * longer than reading a short text.
 */
export class WordBuffer {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly words: Int32Array<ArrayBuffer>;

  /** @param capacity bytes, a multiple of four. */
  constructor(capacity: number) {
    const memory = new ArrayBuffer(capacity);
    this.bytes = Buffer.from(memory);
    this.words = new Int32Array(memory);
  }
}

/** How many bytes so many bytes of text have once they are sealed. */
export function sealedLength(textBytes: number): number {
  return WORD + Math.ceil(textBytes / WORD) * WORD;
}

/**
 * Seals a text at `at`, a multiple of four: its checksum, the text, and blanks up to a multiple of four.
 *
 * @param write puts the text where it is told and returns the number of bytes.
 * @returns where the sealed text ends.
 */
export function seal(
  { bytes, words }: WordBuffer,
  at: number,
  write: (bytes: Buffer<ArrayBuffer>, at: number) => number,
): number {
  const textEnd = at + WORD + write(bytes, at + WORD);
  const end = at + sealedLength(textEnd - at - WORD);
  bytes.fill(PADDING, textEnd, end);
  words[at / WORD] = checksum(words, at / WORD + 1, end / WORD);
  return end;
}

/**
 * The text that is sealed in `length` bytes from `at`, a multiple of four, with the blanks behind it; undefined when it is damaged.
 */
export function unseal(buffer: WordBuffer, at: number, length: number): string | undefined {
  return isWhole(buffer, at, length) ? buffer.bytes.toString('utf8', at + WORD, at + length) : undefined;
}

/** As `unseal`, of a text that ends with the only line break in it: what is before that. */
export function unsealLine(buffer: WordBuffer, at: number, length: number): string | undefined {
  if (!isWhole(buffer, at, length)) return undefined;
  const { bytes } = buffer;
  let end = at + length - 1;
  while (end > at && bytes[end] !== NEWLINE) end--;
  return bytes.toString('utf8', at + WORD, end);
}

function isWhole({ words }: WordBuffer, at: number, length: number): boolean {
  if (length < WORD || length % WORD !== 0) return false;
  const first = at / WORD;
  return words[first] === checksum(words, first + 1, first + length / WORD);
}
