/**
 * A 32-bit checksum of `words[from, to)`, for pieces of a few kilobytes. Every step is a bijection of the word it takes in, so one
 * damaged word is always noticed. Written here because loading `node:zlib` for its CRC takes longer than everything else that a
 * query does, and of operations that are quick before anything is compiled.
 */
export function checksum(words: Int32Array, from: number, to: number): number {
  let sum = to - from;
  for (let at = from; at < to; at++) sum = ((sum << 7) | (sum >>> 25)) ^ (words[at] as number);
  return Math.imul(sum, 0x9e37_79b1);
}
