/** Profiles: reading them loads zod. */
export { examineProfile } from './examine.ts';
export { parseProfile } from './parse.ts';
export { printProfile } from './print.ts';
export type { Profile, ProfileTuple } from './schema.ts';
