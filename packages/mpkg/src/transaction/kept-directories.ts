import { textOfBytes } from '../bytes.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import type { DeployPlan } from '../plan/deploy-plan.ts';
import { directoryLocator } from '../plan/plan-remove.ts';
import type { RecordedMode } from '../state/record.ts';
import { lookAt } from '../tree/look.ts';
import { isWithin, join } from '../tree/paths.ts';
import type { TreeView } from '../tree/view.ts';
import type { EngineWarning } from './events.ts';
import type { ResolvedModes } from './modes.ts';

export interface Deployed {
  readonly view: TreeView;
  /** The root or prefix that is worked in, from the root of the tree. */
  readonly home: string;
  readonly plan: DeployPlan;
  readonly index: PacIndex;
}

/**
 * A directory that was there before keeps its owner and permissions, as packages may share it: tells of those for which a
 * modes table says otherwise.
 */
export function keptDirectories(
  { view, home, plan, index }: Deployed,
  { rows }: ResolvedModes,
): EngineWarning[] {
  if (rows.size === 0) return [];
  const locate = directoryLocator(plan, join(home, plan.prefix));
  return [...rows].flatMap(([entry, row]) => {
    const path = index.path(entry);
    if (!index.isDirectory(entry) || plan.skipped.some((skipped) => isWithin(path, skipped))) return [];
    const place = view.resolve(locate(path));
    if (place?.before !== 'directory' || fits(view.absolute(place.path), row)) return [];
    const subject = `/${textOfBytes(place.path)}`;
    const message = `${subject} was there before and keeps its owner and mode`;
    return [{ type: 'warning', code: 'directory-kept', subject, message }];
  });
}

function fits(directory: string, { mode, uid, gid }: RecordedMode): boolean {
  const status = lookAt(directory);
  if (status === undefined) return true;
  const found = { mode: status.mode & 0o7777, uid: status.uid, gid: status.gid };
  return (
    (mode ?? found.mode) === found.mode &&
    (uid ?? found.uid) === found.uid &&
    (gid ?? found.gid) === found.gid
  );
}
