import type { Bytes } from '../bytes.ts';
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
  const children = directory.children ?? new Map<Bytes, Place>();
  for (const child of children.values()) {
    if (child.before === 'absent' && child.after !== 'absent') return false;
  }
  return names(directory).every((name) => {
    const child = children.get(name);
    if (child === undefined) return false;
    return child.before === 'directory'
      ? goes(child)
      : child.after === 'absent' && child.departure === 'discard';
  });
}

function depthOf(place: Place): number {
  let depth = 0;
  for (let at = place.parent; at !== null; at = at.parent) depth++;
  return depth;
}
