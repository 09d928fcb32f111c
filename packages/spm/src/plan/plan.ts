import type { IndexTrigger, SchemeName } from '@mpkg/manifest';

import type { WorldChange } from '../world/world.ts';
import type { Package, PackageId } from './package.ts';

export const PLAN_SCHEMA = 'spm-plan/1';

/** What one run does, all of it and nothing else: a plain value that prints as JSON (`docs/formats/plan.md`). */
export interface Plan {
  readonly schema: typeof PLAN_SCHEMA;
  /** The words that asked for it: `['install', 'web']`. */
  readonly request: readonly string[];
  readonly base: Base;
  /** In the order in which they are carried out. */
  readonly steps: readonly Step[];
  /** What changes in the list of what the user asks for. */
  readonly world: WorldChange;
  /** What may have to run afterwards, as the repositories declare it. */
  readonly triggers: readonly Trigger[];
  readonly totals: Totals;
  /** What a person still has to decide; a plan is carried out only when each is decided. */
  readonly decisions: readonly Decision[];
  /** The transactions that it undoes; ascending. */
  readonly undoes: readonly number[];
}

/** What a plan was computed from. It is refused once either has changed. */
export interface Base {
  /** The digest of the installed set and of what was asked for. */
  readonly state: string;
  /** The identity of the compiled catalogue; null when the plan needed none, as an undo. */
  readonly catalogue: string | null;
}

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

/** Bytes. */
export interface Totals {
  /** Of what is published, less what the cache has where somebody looked there. */
  readonly download: number;
  /** By how much the installed files grow; negative when they shrink. */
  readonly disk: number;
}

export type Decision =
  | { readonly kind: 'major'; readonly id: PackageId; readonly from: string; readonly to: string }
  | { readonly kind: 'provider'; readonly name: string; readonly choices: readonly string[] }
  | { readonly kind: 'trust'; readonly repository: string; readonly identity: string }
  | { readonly kind: 'scripts'; readonly id: PackageId };
