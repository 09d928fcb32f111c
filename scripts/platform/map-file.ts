// In the executable instead of packages/spm/src/catalogue/file/map-file.ts: half of what reading a catalogue takes is fresh memory.

export function mapFile(path: string): Uint8Array<ArrayBuffer> | undefined {
  return Bun.mmap(path);
}
