/** Where spm keeps what it knows of a tree: paths from the root of the tree. */
export const STATE_DIRECTORY = 'var/lib/spm';

export const INSTALLED_FILE = `${STATE_DIRECTORY}/installed`;
export const OWNERS_FILE = `${STATE_DIRECTORY}/owners`;
export const WORLD_FILE = `${STATE_DIRECTORY}/world`;
export const HISTORY_FILE = `${STATE_DIRECTORY}/history.log`;
export const HISTORY_DIRECTORY = `${STATE_DIRECTORY}/history`;
/** What a transaction that was not finished wanted; gone after its end. */
export const INTENT_FILE = `${STATE_DIRECTORY}/intent.json`;
/** Triggers that are still to run; published by the transaction that calls for them. */
export const DUE_FILE = `${STATE_DIRECTORY}/due.json`;
/** When versions were first looked at that `update --min-age` holds back. */
export const FIRST_SEEN_FILE = `${STATE_DIRECTORY}/first-seen`;
/** A maintainer script while it runs. */
export const SCRIPT_FILE = `${STATE_DIRECTORY}/script`;
export const LOCK_FILE = `${STATE_DIRECTORY}/lock`;

export function recordFile(transaction: number): string {
  return `${HISTORY_DIRECTORY}/${transaction}.json`;
}
