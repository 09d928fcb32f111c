import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Call } from '@mpkg/cli';

import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Paths, Settings } from '../../config/index.ts';
import type { Repository } from '../../repos/repository.ts';
import { resolveRepositories } from '../../repos/resolve.ts';
import { currentCatalogue } from '../../sync/current-catalogue.ts';
import { syncAll } from '../../sync/sync.ts';
import { syncedHeads } from '../../sync/synced-heads.ts';
import { catalogueOptions } from '../catalogue.ts';
import { openTransport } from '../open-transport.ts';
import { progressEvents } from '../progress-events.ts';
import { pathsOf, settingsFor } from '../surroundings.ts';

/** A catalogue that has, above the repositories of the list, one that is not on it. */
export interface UnlistedCatalogue {
  readonly catalogue: Catalogue;
  /** What that repository is called in it. */
  readonly name: string;
}

/**
 * Reads a repository that is on no list beside those of a call, which stay as they are. A synced one of the same publisher is left out: it
 * is another edition of this one.
 * @param url of an index, or of the folder that holds it
 * @throws SpmError as a sync does, when it cannot be read or is malformed
 */
export async function unlistedCatalogue(call: Call, url: string): Promise<UnlistedCatalogue> {
  const settings = await settingsFor(call);
  const folder = mkdtempSync(join(tmpdir(), 'spm-check-'));
  try {
    const listed = resolveRepositories(settings);
    const unlisted = describe(new URL(url), settings, listed);
    await syncUnlisted(call, { unlisted, settings, folder });
    const others = linkOthers({ listed, unlisted, folder, paths: pathsOf(call) });
    const options = catalogueOptions(settings, { ...pathsOf(call), repositories: folder }, call.report);
    const repositories = [unlisted, ...others];
    // The catalogue is read through its open file.
    const catalogue = await currentCatalogue({ ...options, path: join(folder, '(catalogue)'), repositories });
    return { catalogue, name: unlisted.name };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function describe(url: URL, { arch, foreignArchs }: Settings, listed: readonly Repository[]): Repository {
  const path = url.protocol === 'file:' ? fileURLToPath(url) : url.pathname;
  const isDebian = basename(path).startsWith('Packages');
  const own = basename(url.pathname.endsWith('/') ? path : dirname(path)) || 'index';
  let name = own;
  while (listed.some((each) => each.name === name)) name += '+';
  return {
    name,
    kind: isDebian ? 'debian' : 'index',
    urls: [url],
    suites: [],
    components: [],
    architectures: [...new Set([arch, ...foreignArchs])],
    trust: [],
    keyring: undefined,
  };
}

interface Unlisted {
  readonly unlisted: Repository;
  readonly folder: string;
}

async function syncUnlisted(
  call: Call,
  { unlisted, settings, folder }: Unlisted & { readonly settings: Settings },
): Promise<void> {
  const { network } = settings;
  const transport = openTransport(network, call);
  const tell = progressEvents(call.report);
  try {
    const [synced] = await syncAll([unlisted], {
      storeFolder: folder,
      transport,
      parallel: network.parallel,
      policy: { override: false, now: Date.now(), maxIndexBytes: network.maxIndexBytes },
      // Nobody is going to trust it for having looked.
      onEvent: (event) => {
        if (event.type !== 'warning' || event.warning.code !== 'repository-first-use') tell(event);
      },
    });
    if (synced?.outcome === 'failed') throw synced.error;
  } finally {
    transport.close();
  }
}

/** @returns the synced repositories of other publishers, which are in the folder as well then */
function linkOthers({
  listed,
  unlisted,
  folder,
  paths,
}: Unlisted & { readonly listed: readonly Repository[]; readonly paths: Paths }): Repository[] {
  const publishers = new Set(identitiesOf(folder, unlisted.name));
  const others = listed.filter(({ name }) => {
    const identities = identitiesOf(paths.repositories, name);
    return identities.length > 0 && !identities.some((each) => each !== '' && publishers.has(each));
  });
  for (const { name } of others) symlinkSync(join(paths.repositories, name), join(folder, name));
  return others;
}

function identitiesOf(storeFolder: string, repository: string): string[] {
  return syncedHeads(storeFolder, repository).map(({ identity }) => identity);
}
