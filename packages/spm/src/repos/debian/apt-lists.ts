import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { SpmError, systemError } from '../../errors.ts';
import { compressionOf } from '../compression/compression.ts';
import type { HeadPlace, Part, RepositoryKind } from '../kind.ts';
import type { Repository } from '../repository.ts';
import { debianArchitecture } from './architecture.ts';
import type { Release } from './release.ts';
import { readReleaseHead } from './release-head.ts';

const RELEASE_LIMIT = 32 * 1024 * 1024;

/**
 * apt's own copies of indexes (`/var/lib/apt/lists`): one folder, each file named after its URL with `/` written as `_`. apt
 * compresses them in its own way, so the decompressed content is held against the release file.
 */
export const aptListsLayout: RepositoryKind = {
  async places(repository) {
    const names = await listed(repository);
    const places = names.filter((name) => /_(In)?Release$/.test(name)).map(placeOf);
    if (places.length > 0) return places;
    const folder = folderOf(repository);
    throw new SpmError('not-published', `${folder} holds no apt lists`, {
      subject: folder,
      hint: 'apt-get update',
    });
  },

  async read(repository, place, head) {
    const names = await listed(repository);
    return readReleaseHead(repository, head, (release) =>
      names
        .filter((name) => name.startsWith(place.id))
        .flatMap((name) => partOf(repository, place, { name, release })),
    );
  },
};

function placeOf(name: string): HeadPlace {
  return { id: name.replace(/(In)?Release$/, ''), paths: [name], limit: RELEASE_LIMIT };
}

function folderOf({ urls }: Repository): string {
  return fileURLToPath(urls[0] ?? 'file:///var/lib/apt/lists');
}

async function listed(repository: Repository): Promise<string[]> {
  const folder = folderOf(repository);
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    throw systemError(error, folder);
  }
}

interface Listed {
  readonly name: string;
  readonly release: Release;
}

/** The index in a file of the folder, when it is one of the release's and of an architecture and component that is wanted. */
function partOf(repository: Repository, place: HeadPlace, { name, release }: Listed): Part[] {
  const id = name.slice(place.id.length).replace(/\.[a-z0-9]+$/, '');
  const [, component, architecture] = /^(.*)_binary-([a-z0-9-]+)_Packages$/.exec(id) ?? [];
  if (component === undefined || architecture === undefined) return [];
  if (!repository.architectures.some((wanted) => debianArchitecture(wanted) === architecture)) return [];
  if (repository.components.length > 0 && !repository.components.includes(component)) return [];
  const plain = [...release.files].find(([path]) => path.replaceAll('/', '_') === id)?.[1];
  if (plain === undefined) return [];
  return [
    {
      id,
      forms: [{ path: name, compression: compressionOf(name), expected: undefined }],
      plain,
      packages: archiveUrl(place.id),
    },
  ];
}

/** `deb.example.org_debian_dists_bookworm_` lists packages of `https://deb.example.org/debian/`. */
function archiveUrl(prefix: string): string {
  const archive = prefix.replace(/_dists_.*$/s, '').replaceAll('_', '/');
  return `https://${decodeURIComponent(archive)}/`;
}
