/** The light half of the language of repositories: nothing here loads zod. */
export { ManifestError } from './errors.ts';
export type { ManifestErrorCode, ManifestErrorOptions } from './errors.ts';
export * from './jsonc/index.ts';
export { PROFILE_KINDS } from './profile/kinds.ts';
export type { ProfileKind } from './profile/kinds.ts';
export * from './ranges/index.ts';
export * from './repository-index/index.ts';
export * from './requirements/index.ts';
export { nearest } from './text/nearest.ts';
export type { Position } from './text/position.ts';
export * from './versions/index.ts';
