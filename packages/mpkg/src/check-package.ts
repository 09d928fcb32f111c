import type { Bytes } from './bytes.ts';
import type { LeafKind } from './pac/kind.ts';
import { checksumOfFile, checksumOfLink } from './plan/checksum.ts';
import { NEW_SUFFIX } from './plan/planned-entries.ts';
import { directoryLocator } from './plan/plan-remove.ts';
import type { PackageId } from './package-id.ts';
import type { RecordedLeaf } from './tree/leaves.ts';
import { modeOf, type PackageRecord, type RecordedMode } from './state/record.ts';
import { homePath, openWorkspace } from './state/workspace.ts';
import { FILE_MODES } from './transaction/item-writer.ts';
import { hasCapabilities } from './transaction/capabilities.ts';
import type { TransactionOptions } from './transaction/options.ts';
import { lookAt } from './tree/look.ts';
import { join, nameOf, parentOf } from './tree/paths.ts';
import type { Place } from './tree/place.ts';

/** How a file differs from what was recorded. */
export type Difference = 'missing' | 'type' | 'content' | 'mode' | 'owner' | 'capabilities';

export interface Problem {
  /** From the root. */
  readonly path: Bytes;
  readonly differences: readonly Difference[];
}

/**
 * Compares what is deployed for a package with its record; every content is read.
 * @throws MpkgError `package-not-found`, `state-malformed`; `tool-missing` where capabilities cannot be read
 */
export function checkPackage(options: TransactionOptions, id: PackageId): Problem[] {
  const { view, home, store } = openWorkspace(options);
  const record = store.read(id);
  const locate = directoryLocator(record, join(homePath(home), record.prefix));
  return [...record.leaves].flatMap((leaf) => {
    const directory = view.resolve(locate(parentOf(leaf.path)));
    const place = directory?.after === 'directory' ? view.child(directory, nameOf(leaf.path)) : undefined;
    const differences = compare(leaf, record, place && { place, absolute: view.absolute(place.path) });
    return differences.length === 0 ? [] : [{ path: join(record.prefix, leaf.path), differences }];
  });
}

const NO_MODE: RecordedMode = { mode: null, uid: null, gid: null, capabilities: null };

interface Found {
  readonly place: Place;
  readonly absolute: string;
}

function compare(leaf: RecordedLeaf, record: PackageRecord, found: Found | undefined): Difference[] {
  if (found === undefined || found.place.before === 'absent')
    return isNewDefault(leaf.path, record) ? [] : ['missing'];
  const { place, absolute } = found;
  if (place.before !== (leaf.kind === 'link' ? 'link' : 'file')) return ['type'];
  const differences: Difference[] = [];
  if (place.size !== leaf.size || checksum(leaf.kind, absolute) !== leaf.checksum)
    differences.push('content');
  const expected = modeOf(record, leaf.path.replace(NEW_SUFFIX, '') as Bytes) ?? NO_MODE;
  if (leaf.kind !== 'link' && (place.mode & 0o7777) !== (expected.mode ?? FILE_MODES[leaf.kind])) {
    differences.push('mode');
  }
  if (!hasOwner(absolute, expected)) differences.push('owner');
  if (expected.capabilities !== null && !hasCapabilities(absolute, expected.capabilities)) {
    differences.push('capabilities');
  }
  return differences;
}

/** A new version of a configuration file that was put beside it: it is there to be taken care of, and removed. */
function isNewDefault(path: Bytes, { configuration }: PackageRecord): boolean {
  return path.endsWith(NEW_SUFFIX) && configuration.includes(path.slice(0, -NEW_SUFFIX.length) as Bytes);
}

function checksum(kind: LeafKind, absolute: string): number {
  return kind === 'link' ? checksumOfLink(absolute) : checksumOfFile(absolute);
}

function hasOwner(absolute: string, { uid, gid }: RecordedMode): boolean {
  const status = uid === null && gid === null ? undefined : lookAt(absolute);
  return status === undefined || ((uid ?? status.uid) === status.uid && (gid ?? status.gid) === status.gid);
}
