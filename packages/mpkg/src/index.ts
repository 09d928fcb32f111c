export { bytesOfBuffer, bytesOfText, fsPath, quoteBytes, textOfBytes, type Bytes } from './bytes.ts';
export { MpkgError, type MpkgErrorCode, type MpkgErrorOptions } from './errors.ts';

export { type Codec, codecOfContent, codecOfName } from './codec/codec.ts';
export type { Decoder } from './codec/decoder.ts';
export { openDecoder } from './codec/open-decoder.ts';
export { StoredFile } from './codec/stored-file.ts';

export {
  MAX_INDEX_BYTES,
  MAX_LEAF_BYTES,
  MAX_LINK_BYTES,
  MAX_NAME_BYTES,
  MAX_NESTED_DIRECTORIES,
} from './pac/limits.ts';
export { comparePackingOrder } from './pac/order.ts';
export { writeIndex, type NewEntry, type WrittenIndex } from './pac/write-index.ts';
export { modesToJson, parseModes, type ModeRow, type ModeRowJson, type ModesTable } from './archive/modes.ts';

export { createPac, type PackedArchive, type TreeOptions } from './archive/create-pac.ts';
export { packList, type ListOptions } from './archive/pack-list.ts';
export { openPac, type OpenOptions } from './archive/open-pac.ts';
export type { PacReader } from './archive/pac-reader.ts';

export { checkPackage, type Difference, type Problem } from './check-package.ts';
export { openTransaction } from './open-transaction.ts';
export { DryRun } from './dry-run.ts';
export { StateReader } from './state-reader.ts';
export { changeSkips, type SkipChange } from './change-skips.ts';
export { recoverState, rehearseRecovery, type StateRecovery } from './recover-state.ts';
export type { Recovery } from './transaction/recover.ts';
export type { Transaction } from './transaction/transaction.ts';
export type { TransactionOptions } from './transaction/options.ts';
export type { EngineEvent, EngineWarning, EventListener } from './transaction/events.ts';
export type { DeployRequest, RemoveRequest } from './plan/requests.ts';
export { NEW_SUFFIX, type EntryAction, type PlannedEntry } from './plan/planned-entries.ts';
export type { PlannedDeployment } from './plan/draft.ts';
export type { DeployPlan } from './plan/deploy-plan.ts';
export type { Fate, PlannedRemoval, RemovePlan } from './plan/remove-plan.ts';

export { parseConfiguration } from './config/parse.ts';
export type { Configuration, Group } from './config/configuration.ts';
export type { PathRules } from './config/rules.ts';
export { DEFAULT_GROUP, formatId, type PackageId } from './package-id.ts';
export type { RecordedLeaf } from './tree/leaves.ts';
export type { PackageRecord, RecordedMode, RecordedPac } from './state/record.ts';
export { formatIdentity, ownIdentity } from './state/identity.ts';
export { type LockOptions, mayRun, releaseLock, takeLock } from './state/lock.ts';
export { realDisk, type Disk } from './tree/disk.ts';
