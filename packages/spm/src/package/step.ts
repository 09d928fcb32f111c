import type { IndexTrigger, SchemeName } from '@mpkg/manifest';

import type { Package, PackageId } from './package.ts';

export type Action = 'install' | 'upgrade' | 'downgrade' | 'reinstall' | 'remove';

/** One package going from `before` to `after`; at least one is there. Its inverse swaps the two. */
export interface Step {
  readonly id: PackageId;
  readonly action: Action;
  readonly before: Before | null;
  readonly after: Package | null;
  readonly reason: Reason;
}

/** An installed version; what else is known of it stands in the record of the transaction that installed it. */
export interface Before {
  readonly version: string;
  readonly scheme: SchemeName;
  readonly architecture: string;
  /** The repository as the user named it. */
  readonly repository: string;
  /** Removing it breaks the system. */
  readonly isEssential?: true;
  /** Size on disk, bytes. */
  readonly installedBytes: number;
  /** The transaction that installed it. */
  readonly transaction: number;
}

/** Why a step is taken. */
export type Reason =
  | { readonly kind: 'explicit' }
  | { readonly kind: 'needed' | 'recommended'; readonly by: PackageId; readonly requirement: string }
  /** A better version was asked for. */
  | { readonly kind: 'upgrade' }
  /** It takes the place of a package of another name, or leaves its own to one. */
  | { readonly kind: 'replaces'; readonly id: PackageId }
  | { readonly kind: 'replaced'; readonly by: PackageId }
  /** Nothing needs it any more. */
  | { readonly kind: 'orphan' }
  /** It cannot stay beside a package. */
  | { readonly kind: 'conflict'; readonly with: PackageId }
  /** Nothing satisfies this requirement of it any more. */
  | { readonly kind: 'broken'; readonly requirement: string }
  /** It follows from the whole of what is asked. */
  | { readonly kind: 'combined' }
  /** It is what there would be without some transactions. */
  | { readonly kind: 'undo' };

/** A command to run inside the root when something below one of its paths changed. */
export type Trigger = IndexTrigger;
