import type { Bytes } from '../bytes.ts';
import type { PackageRecord } from '../state/record.ts';

/**
 * What becomes of a recorded file: discarded; saved beside because a user changed it; already gone; or left alone because a
 * directory took its place.
 */
export type Fate = 'discard' | 'save' | 'gone' | 'leave';

export interface PlannedRemoval {
  /** Where, free of links, from the root of the tree. */
  readonly directory: Bytes;
  readonly name: Bytes;
  readonly fate: Fate;
}

export interface RemovePlan {
  readonly record: PackageRecord;
  /** In the order of the record's leaves. */
  readonly removals: readonly PlannedRemoval[];
}
