import type { PackageId } from '../package/package.ts';
import type { Step, Trigger } from '../package/step.ts';
import type { WorldChange } from '../world/world.ts';

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

/** Bytes. */
export interface Totals {
  /** Of what is published, less what the cache has where somebody looked there. */
  readonly download: number;
  /** By how much the installed files grow; negative when they shrink. */
  readonly disk: number;
}

export type Decision =
  /** Something that breaks the system would be removed, and nothing takes its place. */
  | { readonly kind: 'essential'; readonly id: PackageId }
  /** An update would take it along. */
  | { readonly kind: 'removal'; readonly id: PackageId }
  | { readonly kind: 'major'; readonly id: PackageId; readonly from: string; readonly to: string }
  | { readonly kind: 'provider'; readonly name: string; readonly choices: readonly string[] }
  | { readonly kind: 'trust'; readonly repository: string; readonly identity: string }
  | { readonly kind: 'scripts'; readonly id: PackageId };
