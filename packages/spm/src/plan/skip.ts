import fs from 'node:fs';
import { join } from 'node:path';

import { bytesOfText, textOfBytes } from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';
import { filesOf, prefixOf } from '../state/file-lists.ts';
import { stateDigest } from '../state/digest.ts';
import type { StateStore } from '../state/store.ts';
import { skipsOf } from '../world/skips.ts';
import { printWish } from '../world/text.ts';
import { changed, type WorldChange } from '../world/world.ts';
import { installedTriggers } from './known-triggers.ts';
import { makePlan } from './make-plan.ts';
import type { PackageId } from '../package/package.ts';
import type { Plan } from './plan.ts';

/**
 * `skip add`: the path of the package is not deployed from now on; what lies there goes.
 * @throws SpmError `request-invalid`; `file-not-found` when the package is installed and has nothing there
 */
export function planSkip(store: StateStore, id: PackageId, path: string): Plan {
  const added = [lineOf(id, path)];
  const plain = plainPath(path);
  if (store.installed().packages.has(id) && !has(store, id, plain)) {
    throw new SpmError('file-not-found', `${id} has no ${plain}`, {
      subject: plain,
      hint: `spm files ${id}`,
    });
  }
  return planSkips(store, id, ['skip', 'add', id, path], { removed: [], added });
}

/** `skip rm`: the path is deployed again, from the pac in the cache. @throws SpmError `request-invalid`, `file-not-found` */
export function planUnskip(store: StateStore, id: PackageId, path: string): Plan {
  const line = lineOf(id, path);
  if (store.world().has(line))
    return planSkips(store, id, ['skip', 'rm', id, path], { removed: [line], added: [] });
  throw new SpmError('file-not-found', `${path} of ${id} is not skipped`, {
    subject: path,
    hint: 'spm skip list',
  });
}

/** The package, if it is installed, is deployed once more. */
function planSkips(store: StateStore, id: PackageId, request: readonly string[], world: WorldChange): Plan {
  const before = store.installed().packages.get(id);
  const skipped = skipsOf(changed(store.world(), world), id);
  return makePlan({
    request,
    base: { state: stateDigest(store), catalogue: null },
    changes:
      before === undefined
        ? []
        : [{ id, before, after: { ...store.packageOf(before), skipped }, reason: { kind: 'explicit' } }],
    world,
    triggers: installedTriggers(store),
  });
}

/** Whether the package has something at the path, or below it; what is skipped already is not there to be seen. */
function has(store: StateStore, id: PackageId, path: string): boolean {
  if (skipsOf(store.world(), id).some((skipped) => isAtOrBelow(path, skipped))) return true;
  const { root } = store;
  const prefix = prefixOf(root, id);
  const place = prefix + bytesOfText(path);
  // An empty directory is in no list of files.
  const found = fs.statSync(join(root, textOfBytes(prefix), path), { throwIfNoEntry: false });
  return found?.isDirectory() === true || filesOf(root, id).some((file) => isAtOrBelow(file, place));
}

function isAtOrBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}/`);
}

function plainPath(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

/** A wish is one line of words, so a path in it has no blanks. */
function lineOf(id: PackageId, path: string): string {
  const plain = plainPath(path);
  if (plain !== '' && !/[\s#]/.test(plain))
    return printWish({ verb: 'skip', subject: id, range: plain, provider: undefined });
  throw new SpmError('request-invalid', `"${path}" cannot be skipped: a path here has no blanks and no #`, {
    subject: path,
    hint: 'a "skip" rule in mpkg.conf takes any path',
  });
}
