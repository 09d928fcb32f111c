/** Endings that say what a file is, not what it is called; the longest that fits goes. */
const ENDINGS = /(?:\.tar(?:\.(?:gz|xz|zst|bz2|lzma))?|\.t(?:gz|xz|zst|bz2)|\.zip|\.jar|\.appimage|\.rpm)$/i;

/** What a package is called when only its file's name says so. */
export function nameOfFile(file: string): string {
  return file.replace(ENDINGS, '') || file;
}
