import type { Bytes } from '@mpkg/mpkg';

import type { ArtifactCache } from '../../artifacts/cache.ts';
import { partsOf, type PackageId } from '../../package/package.ts';
import { filesOf } from '../../state/file-lists.ts';
import { installedPackage, type StateStore } from '../../state/store.ts';
import { DEFAULTS, homeOf } from '../package-tree.ts';
import { DEFAULT_KINDS, type Default, type DefaultKind } from './default.ts';
import { nodeOfFile } from './node-of-file.ts';
import { configurationInPac } from './configuration-in-pac.ts';

/**
 * The defaults of an installed package: what it has in `def`, and for a package without that, its configuration files as its archive
 * in the cache has them.
 * @throws SpmError `package-not-installed`; `file-not-found` when that archive is gone
 */
export async function findDefaults(
  store: StateStore,
  cache: ArtifactCache,
  id: PackageId,
): Promise<readonly Default[]> {
  const found = store.packageOf(installedPackage(store.installed(), id));
  const files = filesOf(store.root, id);
  const own = files.flatMap((file) => defaultOf(store.root, file, `${homeOf(partsOf(id).name)}/def/`));
  return own.length > 0 ? own : configurationInPac(cache, found, new Set(files));
}

/** `opt/hello/def/conf/hello.conf` is the default of `etc/hello.conf`; what is before `opt` stays before `etc`. */
function defaultOf(root: string, file: string, directory: string): Default[] {
  const at = file.startsWith(directory) ? 0 : file.indexOf(`/${directory}`) + 1;
  if (at === 0 && !file.startsWith(directory)) return [];
  const inside = file.slice(at + directory.length);
  const kind = DEFAULT_KINDS.find((each) => inside.startsWith(`${each}/`));
  if (kind === undefined) return [];
  return [{ kind, path: placeOf(kind, file.slice(0, at), inside), node: nodeOfFile(root, file) }];
}

function placeOf(kind: DefaultKind, prefix: string, inside: string): Bytes {
  const rest = inside.slice(kind.length + 1);
  const place = DEFAULTS[kind];
  return (place === undefined ? rest : `${prefix}${place}/${rest}`) as Bytes;
}
