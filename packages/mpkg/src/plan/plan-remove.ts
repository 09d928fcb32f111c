import type { Bytes } from '../bytes.ts';
import type { PackageRecord } from '../state/record.ts';
import type { RecordedLeaf } from '../tree/recorded-leaf.ts';
import { join, nameOf, parentOf } from '../tree/paths.ts';
import type { Place } from '../tree/place.ts';
import type { TreeView } from '../tree/view.ts';
import { checksumOfFile, checksumOfLink } from './checksum.ts';
import type { Fate, PlannedRemoval, RemovePlan } from './remove-plan.ts';

/** Decides the fate of every file of a package. `base` is its prefix in the tree. */
export function planRemove(view: TreeView, record: PackageRecord, base: Bytes): RemovePlan {
  const locate = directoryLocator(record, base);
  const directories = new Map<Bytes, Whereabouts>();
  const removals = record.leaves.map((leaf): PlannedRemoval => {
    const listed = parentOf(leaf.path);
    const name = nameOf(leaf.path);
    let where = directories.get(listed);
    if (where === undefined) {
      const recorded = locate(listed);
      const place = view.resolve(recorded);
      where = { recorded, place: place?.after === 'directory' ? place : undefined };
      directories.set(listed, where);
    }
    const { recorded, place: directory } = where;
    if (directory === undefined) return { directory: recorded, name, fate: 'gone' };
    const fate = fateOf(view, view.child(directory, name), leaf);
    // Behind a link that was not there at the deployment, only what is ours beyond doubt goes.
    const isElsewhere = directory.path !== recorded;
    return { directory: directory.path, name, fate: isElsewhere && fate === 'save' ? 'gone' : fate };
  });
  return { record, removals };
}

/** Where a directory of the package was at the deployment, and what is there now. */
interface Whereabouts {
  readonly recorded: Bytes;
  readonly place: Place | undefined;
}

/** Where a directory of the package lies, from the root of the tree: links that led elsewhere at the deployment count. */
export function directoryLocator(
  { elsewhere }: Pick<PackageRecord, 'elsewhere'>,
  base: Bytes,
): (directory: Bytes) => Bytes {
  const known = new Map<Bytes, Bytes>(Object.entries(elsewhere) as [Bytes, Bytes][]);
  if (!known.has('' as Bytes)) known.set('' as Bytes, base);
  const locate = (directory: Bytes): Bytes => {
    const there = known.get(directory);
    if (there !== undefined) return there;
    const path = join(locate(parentOf(directory)), nameOf(directory));
    known.set(directory, path);
    return path;
  };
  return locate;
}

function fateOf(view: TreeView, place: Place, leaf: RecordedLeaf): Fate {
  if (place.after === 'absent') return 'gone';
  if (place.after === 'directory') return 'leave';
  return isUnmodified(view, place, leaf) ? 'discard' : 'save';
}

/** Cheap signs first: a ctime within the deployment means that nobody wrote since; otherwise the content decides. */
function isUnmodified(view: TreeView, place: Place, leaf: RecordedLeaf): boolean {
  const kind = leaf.kind === 'link' ? 'link' : 'file';
  if (place.before !== kind || place.size !== leaf.size) return false;
  const [from, to] = leaf.window;
  if (place.changedAt >= from && place.changedAt <= to) return true;
  const path = view.absolute(place.path);
  return (kind === 'link' ? checksumOfLink(path) : checksumOfFile(path)) === leaf.checksum;
}
