import fs from 'node:fs';
import { MpkgError } from '../errors.ts';
import { bytesOfBuffer, bytesOfText, type Bytes } from '../bytes.ts';
import type { Configuration } from '../config/configuration.ts';
import { ownConfiguration } from './own-configuration.ts';
import { STATE_DIRECTORY, StateStore } from './store.ts';
import { hasCode } from '../tree/look.ts';
import { mountPoints } from '../tree/mounts.ts';
import { join, normalise } from '../tree/paths.ts';
import { TreeView, type Resolution } from '../tree/view.ts';

/** Which root or prefix. */
export interface WorkspaceOptions {
  /** Everything happens inside this directory, as chroot(2) would have it. The running system when absent. */
  readonly root?: string | undefined;
  /** Packages, state and configuration live below this directory of the root, and nothing leads out of it. */
  readonly prefix?: string | undefined;
  /** Read from the root or prefix when absent. */
  readonly configuration?: Configuration | undefined;
}

/** A root or prefix with its state and configuration, as far as reading goes. */
export interface Workspace {
  readonly view: TreeView;
  /** The root or prefix as far as it exists. */
  readonly home: Resolution;
  readonly configuration: Configuration;
  readonly store: StateStore;
}

/** Looks at the root afresh. @throws MpkgError `usage`, `file-not-found`, `config-invalid` */
export function openWorkspace(options: WorkspaceOptions): Workspace {
  const view = new TreeView(realRoot(options.root ?? '/'), mountPoints());
  const home = view.resolveToward(prefixInRoot(options.prefix ?? ''));
  const path = homePath(home);
  return {
    view,
    home,
    configuration: options.configuration ?? ownConfiguration(view, path),
    store: new StateStore(view.absolute(statePath(view, home))),
  };
}

/** The root or prefix from the root of the tree, whether it exists or not. */
export function homePath({ directory, missing }: Resolution): Bytes {
  return join(directory.path, missing.join('/'));
}

/** The state directory from the root of the tree; where it is or where it would be. */
export function statePath(view: TreeView, home: Resolution): Bytes {
  if (home.missing.length > 0) return join(homePath(home), STATE_DIRECTORY);
  return homePath(view.resolveToward(STATE_DIRECTORY, home.directory));
}

/** A path below the root or prefix, as far as it exists. */
export function resolveInHome(view: TreeView, home: Resolution, path: Bytes): Resolution {
  if (home.missing.length === 0) return view.resolveToward(path, home.directory);
  const names = path.split('/').filter((name) => name !== '') as Bytes[];
  return { directory: home.directory, missing: [...home.missing, ...names] };
}

/** @throws MpkgError `usage` for one that could lead out of the root */
export function prefixInRoot(prefix: string): Bytes {
  if (!prefix.split('/').includes('..')) return normalise(bytesOfText(prefix));
  throw new MpkgError('usage', `"${prefix}" has ".." in it`, { subject: prefix });
}

function realRoot(root: string): Bytes {
  try {
    return bytesOfBuffer(fs.realpathSync(root, { encoding: 'buffer' }));
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR')) throw error;
    throw new MpkgError('file-not-found', `${root}: no such directory`, { subject: root, cause: error });
  }
}
