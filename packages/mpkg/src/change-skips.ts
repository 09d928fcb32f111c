import { isOnlyOurs, lookAt } from './tree/look.ts';
import { MpkgError } from './errors.ts';
import { textOfBytes, type Bytes } from './bytes.ts';
import type { ModeRow, ModesTable } from './archive/modes.ts';
import { DryRun } from './dry-run.ts';
import { openTransaction } from './open-transaction.ts';
import type { PlannedDeployment } from './plan/draft.ts';
import type { DeployRequest } from './plan/requests.ts';
import { formatId, type PackageId } from './package-id.ts';
import type { PackageRecord, RecordedMode } from './state/record.ts';
import { KEPT_PAC_SUFFIX } from './state/store.ts';
import { openWorkspace } from './state/workspace.ts';
import type { TransactionOptions } from './transaction/options.ts';
import { isWithin, normalise } from './tree/paths.ts';

export interface SkipChange {
  /** Paths from the prefix to leave out from now on. */
  readonly skip: readonly Bytes[];
  /** Paths to bring back, each skipped as it stands. */
  readonly unskip: readonly Bytes[];
}

/**
 * Removes parts of a deployed package, or brings them back from its archive, offline. What stays is not touched.
 * @throws MpkgError `package-not-found`, `entry-not-found` for what is not skipped, `kept-pac-missing`, and as a deployment does
 */
export async function changeSkips(
  options: TransactionOptions,
  id: PackageId,
  change: SkipChange,
): Promise<PlannedDeployment> {
  await using transaction = await openTransaction(options);
  const planned = await transaction.deploy(requestOf(options, id, change));
  assertUnskipped(planned, id, change);
  await transaction.commit();
  return planned;
}

/** Plans what `changeSkips` would do, and changes nothing. @throws MpkgError as that does before it stages */
export async function rehearseSkips(
  options: TransactionOptions,
  id: PackageId,
  change: SkipChange,
): Promise<PlannedDeployment> {
  const planned = await new DryRun(options).deploy(requestOf(options, id, change));
  assertUnskipped(planned, id, change);
  return planned;
}

function requestOf(options: TransactionOptions, id: PackageId, change: SkipChange): DeployRequest {
  const { store } = openWorkspace(options);
  const record = store.read(id);
  return {
    pac: archiveOf(record, store.file(id, KEPT_PAC_SUFFIX)),
    name: id.name,
    group: id.group,
    into: textOfBytes(record.prefix),
    skip: skipsAfter(record, change),
    keep: record.configuration,
    modes: tableOf(record),
    sha256: record.pac.sha256 ?? undefined,
    replace: true,
    carries: true,
  };
}

/** @throws MpkgError `path-denied` for what the group skips */
function assertUnskipped(planned: PlannedDeployment, id: PackageId, change: SkipChange): void {
  const stillSkipped = change.unskip.find((path) => planned.plan.skipped.includes(path));
  if (stillSkipped !== undefined) {
    throw new MpkgError('path-denied', `group ${id.group} skips ${textOfBytes(stillSkipped)}`, {
      subject: textOfBytes(stillSkipped),
      hint: 'change mpkg.conf',
    });
  }
}

function skipsAfter(record: PackageRecord, change: SkipChange): Bytes[] {
  const unskip = change.unskip.map(normalise);
  const notSkipped = unskip.find((path) => !record.skipped.some((skipped) => isWithin(skipped, path)));
  if (notSkipped !== undefined) {
    const around = record.skipped.find((skipped) => isWithin(notSkipped, skipped));
    const subject = textOfBytes(notSkipped);
    throw new MpkgError('entry-not-found', `${subject} is not skipped${around ? ' by itself' : ''}`, {
      subject,
      hint: around ? `--unskip ${textOfBytes(around)}` : `mpkg -s ${formatId(record)}`,
    });
  }
  const kept = record.skips.filter((skipped) => !unskip.some((path) => isWithin(skipped, path)));
  return [...kept, ...change.skip.map(normalise)];
}

/** The kept copy, or the file that was deployed if it is still there, as long as then, and out of the reach of others. */
function archiveOf(record: PackageRecord, kept: Bytes): string {
  if (record.keptPac && lookAt(kept)?.isFile() === true) return textOfBytes(kept);
  const { file, size } = record.pac;
  const status = lookAt(file);
  if (status?.isFile() && status.size === size && isOnlyOurs(status)) return textOfBytes(file);
  throw new MpkgError(
    'kept-pac-missing',
    `the archive of ${formatId(record)} is not at ${textOfBytes(file)} any more`,
    {
      subject: textOfBytes(file),
      hint: `mpkg -i FILE --replace --name ${record.name} --skip PATH`,
    },
  );
}

function tableOf({ modes }: PackageRecord): ModesTable {
  const rows = Object.entries(modes) as [Bytes, RecordedMode][];
  return new Map(rows.map(([path, row]) => [path, rowOf(row)]));
}

function rowOf({ mode, uid, gid, capabilities }: RecordedMode): ModeRow {
  return {
    ...(mode !== null && { mode }),
    ...(uid !== null && { owner: uid }),
    ...(gid !== null && { group: gid }),
    ...(capabilities !== null && { capabilities }),
  };
}
