import { nameOfFile } from '../foreign/archive/file-name.ts';

/** What the name of a layout's directory says: `name-platform-version`. */
export interface LayoutName {
  readonly name: string;
  /** As repositories name architectures; `all` runs anywhere. */
  readonly architecture: string;
  readonly version: string;
}

/** Other words for architectures. */
const SYNONYMS: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  noarch: 'all',
  any: 'all',
};

const PLATFORMS =
  'amd64|x86_64|arm64|aarch64|armel|armhf|i386|i686|loong64|mips64el|ppc64el|riscv64|s390x|all|any|noarch';

/** The last platform that a version follows decides, so that names may have dashes, and versions too. */
const NAME = new RegExp(String.raw`^([A-Za-z0-9][\w.+-]*)-(?:linux_)?(${PLATFORMS})-(\d[A-Za-z0-9.+~:-]*)$`);

/** Reads the name of a directory or archive, such as `hello-amd64-1.0` or `hello-linux_x86_64-1.0.tar.gz`. */
export function parseLayoutName(file: string): LayoutName | undefined {
  const [, name, platform, version] = NAME.exec(nameOfFile(file)) ?? [];
  if (name === undefined || platform === undefined || version === undefined) return undefined;
  return { name, architecture: SYNONYMS[platform] ?? platform, version };
}
