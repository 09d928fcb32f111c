import type { ModesTable } from '../archive/modes.ts';
import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import type { DeployPlan } from '../plan/deploy-plan.ts';
import type { RecordedMode } from '../state/record.ts';
import type { Disk } from '../tree/disk.ts';
import { join } from '../tree/paths.ts';
import type { Place } from '../tree/place.ts';
import type { TreeView } from '../tree/view.ts';
import type { Accounts } from './accounts.ts';
import type { EventListener } from './events.ts';
import { setCapabilities } from './set-capabilities.ts';

/** Rows of a modes table by entry of the archive, with the numbers of the system that is deployed to. */
export type ResolvedModes = ReadonlyMap<number, RecordedMode>;

/** @throws MpkgError `table-invalid` for a path that the archive does not have, or an unknown account */
export function resolveModes(table: ModesTable, index: PacIndex, accounts: Accounts): ResolvedModes {
  const rows = new Map<number, RecordedMode>();
  for (const [path, { mode, owner, group, capabilities }] of table) {
    const entry = index.find(path);
    if (entry < 0) {
      const subject = textOfBytes(path);
      throw new MpkgError('table-invalid', `the modes table has "${subject}", the archive has not`, {
        subject,
      });
    }
    rows.set(entry, {
      mode: mode ?? null,
      uid: owner === undefined ? null : accounts.user(owner),
      gid: group === undefined ? null : accounts.group(group),
      capabilities: capabilities ?? null,
    });
  }
  return rows;
}

/** The rows by path from the prefix, for the record. */
export function recordedModes(rows: ResolvedModes, index: PacIndex): Record<Bytes, RecordedMode> {
  return Object.fromEntries([...rows].map(([entry, row]) => [index.path(entry), row]));
}

interface Staging {
  readonly disk: Disk;
  readonly view: TreeView;
  readonly plan: DeployPlan;
  readonly onEvent: EventListener;
}

/** Gives what is staged its owners, permissions and capabilities. Without the privilege, all but permissions is left out. */
export async function applyModes({ disk, view, plan, onEvent }: Staging, rows: ResolvedModes): Promise<void> {
  if (rows.size === 0) return;
  const isPrivileged = process.geteuid?.() === 0;
  for (const { entry, directory, name } of plan.entries) {
    const row = rows.get(entry);
    const place = row && view.named(directory, name);
    if (row === undefined || !place?.staged) continue;
    const path = view.absolute(place.staged);
    if (isPrivileged) await applyRow(disk, path, { row, place });
    else applyPermissions(disk, path, { row, place });
    if (!isPrivileged && (row.uid ?? row.gid ?? row.capabilities) !== null) {
      const subject = `/${textOfBytes(join(directory, name))}`;
      const message = `${subject} keeps your owner and no capabilities: only root may give them`;
      onEvent({ type: 'warning', code: 'ownership-skipped', subject, message });
    }
  }
}

interface Item {
  readonly row: RecordedMode;
  readonly place: Place;
}

/** In this order: a change of the owner takes special bits and capabilities away. */
async function applyRow(disk: Disk, path: string, { row, place }: Item): Promise<void> {
  if (row.uid !== null || row.gid !== null) disk.setOwner(path, row.uid ?? UNCHANGED, row.gid ?? UNCHANGED);
  if (place.after === 'link') return;
  if (row.mode !== null) disk.setMode(path, row.mode);
  if (row.capabilities !== null) await setCapabilities(path, row.capabilities);
}

/** A set-ID bit is left out where the owner that it is meant for is. */
function applyPermissions(disk: Disk, path: string, { row, place }: Item): void {
  if (row.mode === null || place.after === 'link') return;
  const withoutIds = (row.uid ?? row.gid) === null ? row.mode : row.mode & ~0o6000;
  disk.setMode(path, withoutIds);
}

/** chown(2): leaves the id as it is. */
const UNCHANGED = 0xffff_ffff;
