/** Endings that say what a file is, not what it is called; the longest that fits goes. */
const ENDINGS = /(?:\.tar(?:\.(?:gz|xz|zst|bz2|lzma))?|\.t(?:gz|xz|zst|bz2)|\.zip|\.jar|\.appimage|\.rpm)$/i;

/** What a package is called when only its file's name says so. */
export function nameOfFile(file: string): string {
  return file.replace(ENDINGS, '') || file;
}

/** What the name of a file says of the package in it. */
export interface FileWords {
  readonly name: string;
  /** Has at least two parts: the number of `sha-256` is none. */
  readonly version?: string;
}

/** `log4j-1.2-api-2.20.0`, `guava-33.0.0-jre`, `tool_v1.2`: the last version counts. */
const VERSIONED =
  /^([A-Za-z0-9].*)[-_]v?(\d+(?:\.[A-Za-z0-9]+)+(?:[-+~](?:\d|rc|alpha|beta|m\d|snapshot|final|release|ga|jre|android)[A-Za-z0-9.]*)?)$/i;

/** What may stand behind a version: that there are programs inside, or everything that they need. */
const QUALIFIER = /[-.](?:bin|uber)$/i;

/** Of a program, which says itself for what it was made. */
const PLATFORM = /[-_.](?:linux[-_.]?)?(?:amd64|x86[-_]64|x64|arm64|aarch64|armhf|i[36]86|riscv64|linux)$/i;

/** @param isProgram the file is a program by itself */
export function wordsOfFile(file: string, isProgram = false): FileWords {
  const stem = nameOfFile(file);
  const plain = isProgram ? stem.replace(PLATFORM, '') || stem : stem.replace(QUALIFIER, '');
  const [, name, version] = VERSIONED.exec(plain) ?? [];
  if (name !== undefined && version !== undefined) return { name, version };
  return { name: isProgram ? plain : stem };
}
