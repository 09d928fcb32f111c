import type { DeployPlan } from '../plan/deploy-plan.ts';
import type { RemovePlan } from '../plan/remove-plan.ts';

/** Something a user should know that did not stop the run. */
export interface EngineWarning {
  readonly type: 'warning';
  readonly code:
    | 'modified-saved'
    | 'configuration-kept'
    | 'file-gone'
    | 'directory-in-place'
    | 'directory-kept'
    | 'foreign-kept'
    | 'ownership-skipped'
    | 'recovery-needed'
    | 'recovered'
    | 'cleanup-unfinished';
  readonly subject: string;
  readonly message: string;
}

/** What a transaction tells while it works. */
export type EngineEvent =
  | { readonly type: 'deploy-planned'; readonly plan: DeployPlan }
  | { readonly type: 'remove-planned'; readonly plan: RemovePlan }
  /** A leaf is staged, or found to be the same already. */
  | { readonly type: 'leaf'; readonly path: string }
  | { readonly type: 'phase'; readonly phase: 'staging' | 'publishing' | 'syncing' | 'cleaning' }
  | EngineWarning;

export type EventListener = (event: EngineEvent) => void;
