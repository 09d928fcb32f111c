import type { PackageId } from '../package/package.ts';
import type { Action } from '../package/step.ts';
import type { Warning } from '../errors.ts';

/** What a run tells while it works. */
export type RunEvent =
  /** A step begins to be staged; nothing of it can be seen in the tree before the commit. */
  | {
      readonly type: 'step';
      readonly id: PackageId;
      readonly action: Action;
      readonly index: number;
      readonly count: number;
    }
  /** From here on everything of the plan is done. */
  | { readonly type: 'committed'; readonly transaction: number }
  | { readonly type: 'hook'; readonly hook: HookOutcome }
  | { readonly type: 'warning'; readonly warning: Warning };

/** A trigger or script after it ran. */
export interface HookOutcome {
  readonly name: string;
  readonly command: readonly string[];
  /** Its exit status; null when it could not be started or was killed. */
  readonly status: number | null;
  /** The end of what it printed. */
  readonly output: string;
}

export type RunListener = (event: RunEvent) => void;
