import type { Bytes } from '../bytes.ts';
import type { Disk } from '../tree/disk.ts';
import { ioError } from '../tree/io-error.ts';
import { hasCode, namesIn } from '../tree/look.ts';
import { join, parentOf } from '../tree/paths.ts';
import { removeTree } from '../tree/remove-tree.ts';
import type { Resolution, TreeView } from '../tree/view.ts';
import { DirectoryCounts } from './directory-counts.ts';
import { formatIdentity, isAlive, ownIdentity, parseIdentity } from './identity.ts';
import { COUNTS_FILE, LOCK_FILE, StateStore } from './store.ts';

const TEMPORARY = '.mpkg-init-';

/**
 * Makes the state directory with everything missing above it and our lock inside, all visible by one rename. The state holds
 * the directories made for it, as a package would.
 * @returns false when somebody else made a part of it meanwhile.
 */
export function establishState(disk: Disk, view: TreeView, { directory, missing }: Resolution): boolean {
  const above = view.absolute(directory.path).replace(/\/$/, '');
  clearLeftovers(disk, above);
  const made = missing.map((_, index) => join(directory.path, missing.slice(0, index + 1).join('/')));
  const temporary = `${above}/${TEMPORARY}${formatIdentity(ownIdentity())}`;
  const inside = [temporary, ...missing.slice(1)].join('/');
  try {
    let path = temporary;
    disk.makeDirectory(path, 0o755);
    for (const name of missing.slice(1)) disk.makeDirectory((path += `/${name}`), 0o755);
    const counts = new DirectoryCounts('' as Bytes);
    for (const held of made) counts.hold(held);
    const descriptor = disk.create(`${inside}/${COUNTS_FILE}`, 0o644);
    try {
      disk.write(descriptor, Buffer.from(counts.format(), 'latin1'));
    } finally {
      disk.close(descriptor);
    }
    disk.makeLink(formatIdentity(ownIdentity()), `${inside}/${LOCK_FILE}`);
    disk.rename(temporary, `${above}/${missing[0]}`);
    return true;
  } catch (error) {
    removeTree(disk, temporary);
    if (hasCode(error, 'ENOTEMPTY') || hasCode(error, 'EEXIST')) return false;
    throw ioError(error, [above, ...missing].join('/'));
  }
}

/**
 * Removes a state in which nothing is recorded any more, together with the directories made for it, or leaves it when there
 * is more in it. The lock, which the caller holds, goes with it.
 * @returns whether it is gone.
 */
export function dissolveState(disk: Disk, view: TreeView, state: Bytes): boolean {
  if (namesIn(view.absolute(state)).some((name) => name !== COUNTS_FILE && name !== LOCK_FILE)) return false;
  const counts = new StateStore(view.absolute(state)).counts();
  if (counts.count(state) !== 1) return false;
  let top = state;
  for (let above = parentOf(top); counts.count(above) === 1; above = parentOf(top)) {
    if (namesIn(view.absolute(above)).length > 1) break;
    top = above;
  }
  const above = view.absolute(parentOf(top)).replace(/\/$/, '');
  const temporary = `${above}/${TEMPORARY}${formatIdentity(ownIdentity())}`;
  try {
    disk.rename(view.absolute(top), temporary);
    removeTree(disk, temporary);
  } catch (error) {
    // Overlayfs does not rename a directory of a lower layer.
    if (!hasCode(error, 'EXDEV')) throw error;
    removeTree(disk, view.absolute(top));
  }
  return true;
}

/** What a process that died while it made or dissolved the state left in `directory`. */
export function clearLeftovers(disk: Disk, directory: string): void {
  for (const name of namesIn(directory || '/')) {
    if (!name.startsWith(TEMPORARY)) continue;
    const identity = parseIdentity(name.slice(TEMPORARY.length));
    if (identity && !isAlive(identity)) removeTree(disk, `${directory}/${name}`);
  }
}
