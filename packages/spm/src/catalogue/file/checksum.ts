/**
 * A 32-bit checksum of `words[from, to)`, for pieces of a few kilobytes. Every step is a bijection of the word it takes in, so one
 * damaged word is always noticed. Written here because loading `node:zlib` for its CRC takes longer than everything else that a
 * query does.
 */
export function checksum(words: Uint32Array, from: number, to: number): number {
  let sum = to - from;
  for (let at = from; at < to; at++) {
    sum = Math.imul(sum ^ (words[at] ?? 0), 0x9e37_79b1);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}
