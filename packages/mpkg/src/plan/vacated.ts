import type { Bytes } from '../bytes.ts';
import type { RecordedLeaf } from '../tree/recorded-leaf.ts';
import { childNamed, childrenOf } from '../tree/children.ts';
import type { Place } from '../tree/place.ts';

/**
 * Those of the abandoned directories that hold nothing but what leaves, deepest first. A file that is not ours keeps its
 * directory and all above it.
 */
export function vacatedDirectories(
  abandoned: readonly Place[],
  names: (directory: Place) => readonly Bytes[],
): ReadonlySet<Place> {
  const vacated = new Set<Place>();
  const deepestFirst = abandoned.toSorted((a, b) => depthOf(b) - depthOf(a));
  for (const directory of deepestFirst) {
    if (isVacated(directory, names, (child) => vacated.has(child))) vacated.add(directory);
  }
  return vacated;
}

/** Whether everything in the directory leaves and nothing comes; `goes` answers for the directories in it. */
export function isVacated(
  directory: Place,
  names: (directory: Place) => readonly Bytes[],
  goes: (child: Place) => boolean,
): boolean {
  if (directory.before !== 'directory' || directory.volume?.top === directory) return false;
  let isKnown = false;
  for (const [, child] of childrenOf(directory)) {
    if (child.before === 'absent' ? child.after !== 'absent' : !leaves(child, goes)) return false;
    isKnown ||= isAsDeployed(directory, child.recorded);
  }
  return isKnown || names(directory).every((name) => childNamed(directory, name) !== undefined);
}

function leaves(child: Place, goes: (child: Place) => boolean): boolean {
  return child.before === 'directory'
    ? goes(child)
    : child.after === 'absent' && child.departure === 'discard';
}

/**
 * Whether the directory was made in the deployment of that leaf and not changed since: then nobody has put anything into it, and
 * reading it is spared.
 */
function isAsDeployed({ bornAt, changedAt }: Place, leaf: RecordedLeaf | null): boolean {
  return leaf !== null && bornAt >= leaf.window[0] && changedAt <= leaf.window[1];
}

function depthOf(place: Place): number {
  let depth = 0;
  for (let at = place.parent; at !== null; at = at.parent) depth++;
  return depth;
}
