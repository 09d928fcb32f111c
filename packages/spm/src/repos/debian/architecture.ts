/** Debian's names for architectures that are called otherwise here. */
const DEBIAN_NAMES: Readonly<Record<string, string>> = { i686: 'i386', x86_64: 'amd64', aarch64: 'arm64' };

/** Debian's name of an architecture: `i386` for `i686`. */
export function debianArchitecture(name: string): string {
  return DEBIAN_NAMES[name] ?? name;
}
