import type { Bytes } from '../bytes.ts';
import type { DirectoryCounts } from '../state/directory-counts.ts';
import { modeOf, type PackageRecord } from '../state/record.ts';
import { isWithin, join } from '../tree/paths.ts';
import type { Place } from '../tree/place.ts';
import type { TreeView } from '../tree/view.ts';
import type { DeployPlan } from './deploy-plan.ts';
import { planRemove } from './plan-remove.ts';
import type { RemovePlan } from './remove-plan.ts';
import { isVacated } from './vacated.ts';

/** A removal that is marked in the view. */
export interface MarkedRemoval {
  readonly plan: RemovePlan;
  /** The directories of what leaves. */
  readonly departures: ReadonlySet<Place>;
  /** Takes the marks back; nothing was planned on them since. */
  readonly unmark: () => void;
}

type Marks = Pick<Place, 'departure' | 'after' | 'recorded' | 'hasModes'>;

/** Plans that a package leaves, marks that in the view, and gives its directories up. `base` is its prefix in the tree. */
export function markRemoval(
  view: TreeView,
  counts: DirectoryCounts,
  record: PackageRecord,
  base: Bytes,
): MarkedRemoval {
  const departures = new Set<Place>();
  /** Of places that had marks: others go back to what is on the disk. */
  const before = new Map<number, Marks>();
  const { leaves } = record;
  const anyModes = Object.keys(record.modes).length > 0;
  let inside: Place | undefined;
  const plan = planRemove(view, record, base, (at, place, fate) => {
    const { departure, after, recorded, hasModes, parent } = place;
    const isMarked = departure !== null || recorded !== null || hasModes || after !== place.before;
    if (isMarked) before.set(at, { departure, after, recorded, hasModes });
    place.departure = fate === 'save' ? 'save' : 'discard';
    place.after = 'absent';
    place.recorded = { leaves, at };
    place.hasModes = anyModes && modeOf(record, leaves.paths.at(at)) !== undefined;
    if (parent !== inside) departures.add((inside = parent ?? view.root));
  });
  const released = record.directories.filter((path) => {
    // Looked at now, so that whether it can be vacated is known to the plans that follow.
    view.at(path);
    return counts.release(path);
  });
  const unmark = (): void => {
    for (const [at, place] of leaving(view, plan)) {
      const unmarked = { departure: null, after: place.before, recorded: null, hasModes: false };
      Object.assign(place, before.get(at) ?? unmarked);
    }
    for (const path of released) counts.hold(path);
  };
  return { plan, departures, unmark };
}

/** The leaves that a removal takes away, with their places. */
function* leaving(view: TreeView, { removals }: RemovePlan): Generator<readonly [at: number, place: Place]> {
  let inside = view.root;
  for (let at = 0; at < removals.length; at++) {
    const fate = removals.fate(at);
    if (fate === 'gone' || fate === 'leave') continue;
    const directory = removals.directory(at);
    if (directory !== inside.path) {
      view.leave(inside);
      inside = view.at(directory);
    }
    yield [at, view.child(inside, removals.name(at))];
  }
}

/** Counts the package in at its directories that were made for packages. @returns those, outermost first. */
export function holdDirectories(counts: DirectoryCounts, plan: DeployPlan): Bytes[] {
  const made = new Set(madeDirectories(plan));
  const held = [...new Set(plan.directories)].filter((path) => made.has(path) || counts.has(path));
  for (const path of held) counts.hold(path);
  return held;
}

/** The topmost directories that a plan makes. */
export function madeTops(plan: DeployPlan): Bytes[] {
  const tops: Bytes[] = [];
  for (const made of madeDirectories(plan)) {
    const last = tops.at(-1);
    if (last === undefined || !isWithin(made, last)) tops.push(made);
  }
  return tops;
}

function* madeDirectories({ entries }: DeployPlan): Generator<Bytes> {
  for (let at = 0; at < entries.length; at++) {
    if (entries.action(at) === 'make') yield join(entries.directory(at), entries.name(at));
  }
}

/** Marks in the view what a plan would bring, for plans after it, when nothing is staged. */
export function markDeployment(view: TreeView, plan: DeployPlan): void {
  for (const { action, directory, name } of plan.entries) {
    const place = view.named(directory, name);
    place.after = action === 'make' ? 'directory' : 'file';
    if (action === 'make') view.empty(place);
  }
}

/** Whether nothing will hold the directory any more, and nothing will be in it. */
export function willVacate(view: TreeView, counts: DirectoryCounts, directory: Place): boolean {
  if (!counts.has(directory.path) || counts.count(directory.path) > 0) return false;
  return isVacated(
    directory,
    (place) => view.names(place),
    (child) => willVacate(view, counts, child),
  );
}
