import { debianArchitecture } from '../../repos/debian/architecture.ts';

/** What names an architecture in paths, by Debian's name of it (dpkg-architecture(1): `DEB_HOST_MULTIARCH`). */
const TUPLES: Readonly<Record<string, string>> = {
  amd64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
  armel: 'arm-linux-gnueabi',
  armhf: 'arm-linux-gnueabihf',
  i386: 'i386-linux-gnu',
  loong64: 'loongarch64-linux-gnu',
  mips64el: 'mips64el-linux-gnuabi64',
  ppc64el: 'powerpc64le-linux-gnu',
  riscv64: 'riscv64-linux-gnu',
  s390x: 's390x-linux-gnu',
};

/** The tuple that is in the paths of an architecture's own files; undefined for one that is not known. */
export function multiarchTuple(architecture: string): string | undefined {
  return TUPLES[debianArchitecture(architecture)];
}
