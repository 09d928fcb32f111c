// In the executable instead of packages/spm/src/catalogue/file/map-piece.ts: most of what reading an array takes is fresh memory.

/** What is smaller is sooner read. */
const LEAST_BYTES = 32 * 1024;
/** Maps begin at multiples of a page, which elsewhere may have up to this. What is mapped counts towards the next garbage collection. */
const ALIGNMENT = process.arch === 'x64' ? 4096 : 64 * 1024;

/** Some file systems cannot map. */
export function mapPiece(fd: number, offset: number, length: number): Uint8Array<ArrayBuffer> | undefined {
  if (length < LEAST_BYTES) return undefined;
  const before = offset % ALIGNMENT;
  try {
    return Bun.mmap(`/proc/self/fd/${fd}`, { offset: offset - before, size: before + length }).subarray(
      before,
    );
  } catch {
    return undefined;
  }
}
