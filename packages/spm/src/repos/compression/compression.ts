export type Compression = 'none' | 'gz' | 'xz' | 'zst' | 'lz4';

/** What the name of a file says of its compression. */
export function compressionOf(path: string): Compression {
  const suffix = /\.(gz|xz|zst|lz4)$/.exec(path)?.[1];
  return suffix === undefined ? 'none' : (suffix as Compression);
}
