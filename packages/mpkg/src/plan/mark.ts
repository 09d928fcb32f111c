import type { Bytes } from '../bytes.ts';
import type { DirectoryCounts } from '../state/directory-counts.ts';
import { modeOf } from '../state/record.ts';
import { isWithin, join } from '../tree/paths.ts';
import type { Place } from '../tree/place.ts';
import type { TreeView } from '../tree/view.ts';
import type { DeployPlan } from './deploy-plan.ts';
import type { RemovePlan } from './remove-plan.ts';
import { isVacated } from './vacated.ts';

/** What a removal marked. */
export interface MarkedRemoval {
  /** The places that leave. */
  readonly departures: readonly Place[];
  /** Takes the marks back; nothing was planned on them since. */
  readonly unmark: () => void;
}

/** Marks in the view that the files of a package leave, and gives its directories up. */
export function markRemoval(view: TreeView, counts: DirectoryCounts, plan: RemovePlan): MarkedRemoval {
  const departures: Place[] = [];
  const before: Pick<Place, 'departure' | 'after' | 'recorded' | 'hasModes'>[] = [];
  const inside = { path: '' as Bytes, place: view.root };
  const anyModes = Object.keys(plan.record.modes).length > 0;
  for (const [at, { directory, name, fate }] of plan.removals.entries()) {
    if (fate === 'gone' || fate === 'leave') continue;
    if (directory !== inside.path) Object.assign(inside, { path: directory, place: view.at(directory) });
    const place = view.child(inside.place, name);
    const { departure, after, recorded, hasModes } = place;
    before.push({ departure, after, recorded, hasModes });
    place.departure = fate;
    place.after = 'absent';
    const leaf = plan.record.leaves[at];
    place.recorded = leaf ?? null;
    place.hasModes = anyModes && leaf !== undefined && modeOf(plan.record, leaf.path) !== undefined;
    departures.push(place);
  }
  const released = plan.record.directories.filter((path) => {
    // Looked at now, so that whether it can be vacated is known to the plans that follow.
    view.at(path);
    return counts.release(path);
  });
  const unmark = (): void => {
    for (const [at, place] of departures.entries()) Object.assign(place, before[at]);
    for (const path of released) counts.hold(path);
  };
  return { departures, unmark };
}

/** Counts the package in at its directories that were made for packages. @returns those, outermost first. */
export function holdDirectories(counts: DirectoryCounts, plan: DeployPlan): Bytes[] {
  const made = new Set<Bytes>();
  for (const { action, directory, name } of plan.entries)
    if (action === 'make') made.add(join(directory, name));
  const held = [...new Set(plan.directories)].filter((path) => made.has(path) || counts.has(path));
  for (const path of held) counts.hold(path);
  return held;
}

/** The topmost directories that a plan makes. */
export function madeTops(plan: DeployPlan): Bytes[] {
  const tops: Bytes[] = [];
  for (const { action, directory, name } of plan.entries) {
    const last = tops.at(-1);
    if (action === 'make' && (last === undefined || !isWithin(directory, last)))
      tops.push(join(directory, name));
  }
  return tops;
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
