/** Manifests: reading them loads zod. */
export type { Diagnostic, DiagnosticCode, Severity } from '../diagnostics/diagnostic.ts';
export { indexEntryOf } from './entry.ts';
export type { Built } from './entry.ts';
export { examineManifest } from './examine.ts';
export type { ExaminedManifest } from './examine.ts';
export { parseManifest } from './parse.ts';
export { resolveManifest } from './resolve/resolve.ts';
export type {
  BinaryLocation,
  BuildPatch,
  BuildStep,
  ManifestContext,
  ResolvedManifest,
} from './resolve/types.ts';
export type { Manifest } from './schema/manifest.ts';
