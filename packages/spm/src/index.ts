/** What the commands do, as a library: it returns values, emits events and never prints. In the order in which data walks. */
export { SpmError, type SpmErrorCode, type Warning } from './errors.ts';

export { loadConfig, pathsUnder, settingsOf, type Paths, type Settings } from './config/index.ts';
export { resolveRepositories } from './repos/resolve.ts';
export { Transport, type TransportOptions } from './transport/transport.ts';
export { syncAll, type RepositorySync, type SyncOptions } from './sync/sync.ts';
export type { CatalogueOptions } from './sync/catalogue-options.ts';
export { currentCatalogue } from './sync/current-catalogue.ts';

export {
  Catalogue,
  compileCatalogue,
  dependantsOf,
  openCatalogue,
  type CatalogueState,
} from './catalogue/index.ts';
export * as solver from './solve/index.ts';

export { openPlanning, type Planning } from './plan/planning.ts';
export { type Asked } from './plan/solve-jobs.ts';
export { planJobs, type SolvedPlan } from './plan/solve-plan.ts';
export { planWorld } from './plan/apply-world.ts';
export { planAutoremoval, planRemoval } from './plan/remove.ts';
export { planRepair } from './plan/repair.ts';
export { type Step } from './package/step.ts';
export { PLAN_SCHEMA, type Decision, type Plan } from './plan/plan.ts';

export { ArtifactCache } from './artifacts/cache.ts';
export { convert, type ForeignSource } from './foreign/convert.ts';
export { CachedArtifacts, type CachedArtifactsOptions } from './run/cached-artifacts.ts';

export { beginChange, type BeginOptions, type BegunChange } from './run/begin.ts';
export type { RunContext } from './run/context.ts';
export { run, type RunResult } from './run/run.ts';
export { needsRecovery, recover, type RecoverResult } from './run/recover.ts';
export { verifyPackages, type VerifiedPackage } from './state/verify.ts';
export { examine, type Finding } from './run/doctor.ts';
export { planRollback, planUndo } from './history/undo.ts';

export { StateStore } from './state/store.ts';
export { findOwners } from './state/find-owners.ts';
export { filesOf } from './state/file-lists.ts';
