import type { Bytes } from '../bytes.ts';
import { windowOf, type LeafReference } from '../tree/leaves.ts';
import type { PackageRecord } from '../state/record.ts';
import { join, nameOf, parentOf } from '../tree/paths.ts';
import type { Place } from '../tree/place.ts';
import type { TreeView } from '../tree/view.ts';
import { checksumOfFile, checksumOfLink } from './checksum.ts';
import { Removals, type Fate, type RemovePlan } from './remove-plan.ts';

/** Told of a leaf that leaves, and its place; the view may be changed there. */
export type OnLeaving = (at: number, place: Place, fate: Fate) => void;

/** Decides the fate of every file of a package. `base` is its prefix in the tree. */
export function planRemove(
  view: TreeView,
  record: PackageRecord,
  base: Bytes,
  onLeaving: OnLeaving,
): RemovePlan {
  const { leaves } = record;
  const removals = new Removals(leaves);
  const whereabouts = new Map<Bytes, Whereabouts>();
  const locate = directoryLocator(record, base);
  const find = (listed: Bytes): Whereabouts => {
    const recorded = locate(listed);
    const place = view.resolve(recorded);
    return { recorded, place: place?.after === 'directory' ? place : undefined };
  };
  let inside: Bytes | undefined;
  let where: Whereabouts = { recorded: base, place: undefined };
  for (let at = 0; at < leaves.length; at++) {
    const path = leaves.paths.at(at);
    const cut = path.lastIndexOf('/');
    // Most leaves are in the directory of the one before.
    if (inside === undefined || inside.length !== Math.max(0, cut) || !path.startsWith(inside)) {
      if (where.place !== undefined) view.leave(where.place);
      inside = parentOf(path);
      where = whereabouts.get(inside) ?? find(inside);
      whereabouts.set(inside, where);
    }
    const { recorded, place: directory } = where;
    if (directory === undefined) {
      removals.push(recorded, 'gone');
      continue;
    }
    const place = view.child(directory, path.slice(cut + 1) as Bytes);
    const found = fateOf(view, place, { leaves, at });
    // Behind a link that was not there at the deployment, only what is ours beyond doubt goes.
    const fate = found === 'save' && directory.path !== recorded ? 'gone' : found;
    removals.push(directory.path, fate);
    if (fate === 'discard' || fate === 'save') onLeaving(at, place, fate);
  }
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

function fateOf(view: TreeView, place: Place, leaf: LeafReference): Fate {
  if (place.after === 'absent') return 'gone';
  if (place.after === 'directory') return 'leave';
  return isUnmodified(view, place, leaf) ? 'discard' : 'save';
}

/** Cheap signs first: a ctime within the deployment means that nobody wrote since; otherwise the content decides. */
function isUnmodified(view: TreeView, place: Place, { leaves, at }: LeafReference): boolean {
  const kind = leaves.kind(at) === 'link' ? 'link' : 'file';
  if (place.before !== kind || place.size !== leaves.size(at)) return false;
  const [from, to] = windowOf({ leaves, at });
  if (place.changedAt >= from && place.changedAt <= to) return true;
  const path = view.absolute(place.path);
  return (kind === 'link' ? checksumOfLink(path) : checksumOfFile(path)) === leaves.checksum(at);
}
