import type { Bytes } from '../bytes.ts';
import { windowOf, type LeafReference } from '../tree/leaves.ts';
import { hasChild, placesIn } from '../tree/children.ts';
import type { Place } from '../tree/place.ts';

/** A leaf that leaves together with a vacated directory, from it or from one in it; null where none is known. */
type Witness = LeafReference | null;

/**
 * Those of the abandoned directories that hold nothing but what leaves, deepest first, each with a leaf that does. A file that is
 * not ours keeps its directory and all above it.
 */
export function vacatedDirectories(
  abandoned: readonly Place[],
  names: (directory: Place) => readonly Bytes[],
): ReadonlyMap<Place, Witness> {
  const vacated = new Map<Place, Witness>();
  const byDepth: (Place[] | undefined)[] = [];
  for (const directory of abandoned) (byDepth[depthOf(directory)] ??= []).push(directory);
  for (const sameDepth of byDepth.toReversed()) {
    for (const directory of sameDepth ?? []) {
      const witness = witnessOf(directory, names, (child) => vacated.get(child));
      if (witness !== undefined) vacated.set(directory, witness);
    }
  }
  return vacated;
}

/** Whether everything in the directory leaves and nothing comes; `goes` answers for the directories in it. */
export function isVacated(
  directory: Place,
  names: (directory: Place) => readonly Bytes[],
  goes: (child: Place) => boolean,
): boolean {
  return witnessOf(directory, names, (child) => (goes(child) ? null : undefined)) !== undefined;
}

/** Undefined where the directory is not vacated; `known` answers for the directories in it. */
function witnessOf(
  directory: Place,
  names: (directory: Place) => readonly Bytes[],
  known: (child: Place) => Witness | undefined,
): Witness | undefined {
  if (directory.before !== 'directory' || directory.volume?.top === directory) return undefined;
  let witness: Witness = null;
  let isKnown = false;
  for (const child of placesIn(directory)) {
    if (child.before === 'absent') {
      if (child.after !== 'absent') return undefined;
      continue;
    }
    const leaf = child.before === 'directory' ? known(child) : leaves(child) ? child.recorded : undefined;
    if (leaf === undefined) return undefined;
    witness ??= leaf;
    isKnown ||= isAsDeployed(directory, leaf);
  }
  const isEmptied = isKnown || names(directory).every((name) => hasChild(directory, name));
  return isEmptied ? witness : undefined;
}

function leaves({ after, departure }: Place): boolean {
  return after === 'absent' && departure === 'discard';
}

/**
 * Whether the directory was made in the deployment of that leaf and not changed since: then nobody has put anything into it, and
 * reading it is spared.
 */
function isAsDeployed({ bornAt, changedAt }: Place, recorded: LeafReference | null): boolean {
  if (recorded === null) return false;
  const [from, to] = windowOf(recorded);
  return bornAt >= from && changedAt <= to;
}

function depthOf(place: Place): number {
  let depth = 0;
  for (let at = place.parent; at !== null; at = at.parent) depth++;
  return depth;
}
