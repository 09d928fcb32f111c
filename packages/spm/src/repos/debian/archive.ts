import { compressionOf } from '../compression/compression.ts';
import type { HeadPlace, Part, PartForm, RepositoryKind } from '../kind.ts';
import type { Repository } from '../repository.ts';
import { debianArchitecture } from './architecture.ts';
import type { Release } from './release.ts';
import { readReleaseHead } from './release-head.ts';

const RELEASE_LIMIT = 32 * 1024 * 1024;

/** Smallest first; `xz` costs more time to open than `gz`, but far less than it saves on a network. */
const SUFFIXES = ['.xz', '.gz', ''] as const;

/** An archive as `apt` reads it: `dists/SUITE/…`, or flat below a suite that ends with `/`. */
export const archiveLayout: RepositoryKind = {
  async places(repository) {
    return repository.suites.map((suite) => ({
      id: suite,
      paths: [`${folderOf(suite)}InRelease`, `${folderOf(suite)}Release`],
      limit: RELEASE_LIMIT,
    }));
  },
  read: (repository, place, head) =>
    readReleaseHead(repository, head, (release) => partsOf(repository, place, release)),
};

function folderOf(suite: string): string {
  return suite.endsWith('/') ? suite.replace(/^(\.?\/)+/, '') : `dists/${suite}/`;
}

/** The indexes that the suite has of those that are configured; a component may lack an architecture. */
function partsOf(repository: Repository, { id: suite }: HeadPlace, release: Release): Part[] {
  return indexPaths(repository, suite).flatMap((path) => {
    const [first, ...rest] = SUFFIXES.flatMap((suffix) => formOf(suite, release, `${path}${suffix}`));
    if (first === undefined) return [];
    return [
      { id: path.replace(/\/?Packages$/, ''), forms: [first, ...rest], plain: release.files.get(path) },
    ];
  });
}

function indexPaths({ components, architectures }: Repository, suite: string): string[] {
  if (suite.endsWith('/')) return ['Packages'];
  return components.flatMap((component) =>
    architectures.map((name) => `${component}/binary-${debianArchitecture(name)}/Packages`),
  );
}

function formOf(suite: string, release: Release, path: string): PartForm[] {
  const expected = release.files.get(path);
  if (expected === undefined) return [];
  const folder = `${folderOf(suite)}${path.slice(0, path.lastIndexOf('/') + 1)}`;
  const file = release.byHash ? `by-hash/SHA256/${expected.sha256}` : path.slice(path.lastIndexOf('/') + 1);
  return [{ path: folder + file, compression: compressionOf(path), expected }];
}
