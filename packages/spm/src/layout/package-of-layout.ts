import type { IndexEntry } from '@mpkg/manifest';

import { LOCAL_REPOSITORY } from '../plan/local.ts';
import { DEFAULT_GROUP, type Package } from '../package/package.ts';
import { LAYOUT_SCHEME } from './scheme.ts';

/** A layout as a package of the user's own. */
export function packageOfLayout(entry: IndexEntry): Package {
  const { name, version, architecture, kind, summary, pac, config, integration, installedSize } = entry;
  const { depends, conflicts, provides } = entry;
  return {
    name,
    group: DEFAULT_GROUP,
    version,
    architecture,
    repository: LOCAL_REPOSITORY,
    kind,
    summary,
    relations: {
      grammar: 'index',
      scheme: LAYOUT_SCHEME,
      multiArch: architecture === 'all' ? 'everywhere' : 'separate',
      depends,
      conflicts,
      provides,
    },
    artifact:
      pac === undefined ? null : { kind: 'pac', name: pac.url, urls: [], sha256: pac.sha256, size: pac.size },
    pac: pac?.sha256 ?? null,
    attributes: {
      config: config.map((path) => Buffer.from(path).toString('latin1')),
      modes: [],
      scripts: [],
      ...(integration !== undefined && { integration }),
    },
    installedBytes: installedSize,
  };
}
