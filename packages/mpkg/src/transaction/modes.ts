import type { ModesTable } from '../archive/modes.ts';
import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import type { DeployPlan } from '../plan/deploy-plan.ts';
import type { RecordedMode } from '../state/record.ts';
import type { Disk } from '../tree/disk.ts';
import type { Place } from '../tree/place.ts';
import type { TreeView } from '../tree/view.ts';
import type { Accounts } from './accounts.ts';
import type { EngineWarning, EventListener } from './events.ts';
import { setCapabilities } from './capabilities.ts';

/** Rows of a modes table by entry of the archive, with the numbers of the system that is deployed to. */
export interface ResolvedModes {
  readonly rows: ReadonlyMap<number, RecordedMode>;
  /** Entries that were meant to get more: only root may give owners and capabilities. */
  readonly withheld: ReadonlySet<number>;
}

/**
 * @throws MpkgError `table-invalid` for a path that the archive does not have, an unknown account, or capabilities of what is
 * no file
 */
export function resolveModes(table: ModesTable, index: PacIndex, accounts: Accounts): ResolvedModes {
  const isPrivileged = process.geteuid?.() === 0;
  const rows = new Map<number, RecordedMode>();
  const withheld = new Set<number>();
  for (const [path, { mode, owner, group, capabilities }] of table) {
    const entry = index.find(path);
    if (entry < 0) throw unfit(path, 'the archive has no such entry');
    const kind = index.kind(entry);
    if (capabilities !== undefined && kind !== 'file' && kind !== 'exec') {
      throw unfit(path, `a ${kind} has no capabilities`);
    }
    const row = {
      mode: mode ?? null,
      uid: owner === undefined ? null : accounts.user(owner),
      gid: group === undefined ? null : accounts.group(group),
      capabilities: capabilities ?? null,
    };
    const isWithheld = !isPrivileged && (row.uid ?? row.gid ?? row.capabilities) !== null;
    if (isWithheld) withheld.add(entry);
    rows.set(entry, isWithheld ? withoutOwner(row) : row);
  }
  return { rows, withheld };
}

/** A set-ID bit is left out where the owner that it is meant for is. */
function withoutOwner({ mode, uid, gid }: RecordedMode): RecordedMode {
  const special = (uid ?? gid) === null ? 0 : 0o6000;
  return { mode: mode === null ? null : mode & ~special, uid: null, gid: null, capabilities: null };
}

function unfit(path: Bytes, reason: string): MpkgError {
  const subject = textOfBytes(path);
  return new MpkgError('table-invalid', `the modes table has "${subject}": ${reason}`, { subject });
}

/** The rows by path from the prefix, for the record: what was given, not what was asked for. */
export function recordedModes({ rows }: ResolvedModes, index: PacIndex): Record<Bytes, RecordedMode> {
  return Object.fromEntries([...rows].map(([entry, row]) => [index.path(entry), row]));
}

interface Staging {
  readonly disk: Disk;
  readonly view: TreeView;
  readonly plan: DeployPlan;
  readonly onEvent: EventListener;
}

/** Gives what is staged its owners, permissions and capabilities. */
export function applyModes({ disk, view, plan, onEvent }: Staging, { rows, withheld }: ResolvedModes): void {
  if (rows.size === 0) return;
  const { entries } = plan;
  for (let at = 0; at < entries.length; at++) {
    const entry = entries.entry(at);
    const row = rows.get(entry);
    const place = row && view.named(entries.directory(at), entries.name(at));
    if (row === undefined || !place?.staged) continue;
    applyRow(disk, view.absolute(place.staged), { row, place });
    if (withheld.has(entry)) onEvent(ownershipSkipped(place));
  }
}

/** In this order: a change of the owner takes special bits and capabilities away. */
function applyRow(disk: Disk, path: string, { row, place }: { row: RecordedMode; place: Place }): void {
  if (row.uid !== null || row.gid !== null) disk.setOwner(path, row.uid ?? UNCHANGED, row.gid ?? UNCHANGED);
  if (place.after === 'link') return;
  if (row.mode !== null) disk.setMode(path, row.mode);
  if (row.capabilities !== null) setCapabilities(path, row.capabilities, `/${textOfBytes(place.path)}`);
}

/** chown(2): leaves the id as it is. */
const UNCHANGED = 0xffff_ffff;

function ownershipSkipped({ path }: Place): EngineWarning {
  const subject = `/${textOfBytes(path)}`;
  const message = `${subject} keeps your owner and no capabilities: only root may give them`;
  return { type: 'warning', code: 'ownership-skipped', subject, message };
}
