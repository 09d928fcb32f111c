/** What `spm lint` says; loads zod. */
export { lintIndex } from './index-lines.ts';
export { lintManifest } from './manifest.ts';
export { lintProfile } from './profile.ts';
export type { FileDiagnostic } from './report.ts';
