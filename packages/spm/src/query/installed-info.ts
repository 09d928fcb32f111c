import { textOfBytes } from '@mpkg/mpkg';

import { partsOf, type Package } from '../package/package.ts';
import type { StateStore } from '../state/store.ts';
import type { PackageInfo } from './info.ts';

/** What is known of an installed package without its repository; undefined when nothing is installed under the name or id. */
export function installedInfo(store: StateStore, name: string): PackageInfo | undefined {
  const { packages } = store.installed();
  const found = [...packages.values()].find(({ id }) => id === name || partsOf(id).name === name);
  return found && infoOf(store.packageOf(found));
}

function infoOf(found: Package): PackageInfo {
  const { name, version, architecture, repository, kind, relations, artifact, installedBytes } = found;
  const reference = { name, version, architecture, repository };
  const config = found.attributes?.config.map((path) => textOfBytes(path));
  return {
    ...reference,
    kind,
    essential: found.isEssential ?? false,
    downloadBytes: artifact?.size ?? 0,
    installedBytes,
    depends: relations.depends,
    recommends: [],
    conflicts: relations.conflicts,
    details: {
      summary: found.summary,
      ...(relations.provides.length > 0 && { provides: relations.provides.join(', ') }),
      ...(config !== undefined && config.length > 0 && { config }),
      ...(artifact !== null && { sha256: artifact.sha256 }),
      ...(found.build !== undefined && { build: found.build }),
      ...(found.series !== undefined && { parallel: found.series }),
    },
    versions: [reference],
  };
}
