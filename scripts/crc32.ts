// What the executable has in the place of packages/mpkg/src/plan/crc32.ts: Bun's own costs nothing to load, node:zlib some
// 6 ms and 7 MB.

/** As the one it stands for. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  return Bun.hash.crc32(bytes, previous);
}
