/**
 * How fast a system follows what is published. BLEEDING: every commit that builds. LATEST-TESTED: the newest that passed its tests.
 * STABLE-ROLLING: over 90 % of installs succeed. STABLE-LONGTERM: over 99 %, in a slow window. STATIC: no updates, though dependencies may
 * still be added.
 */
export const PROFILE_KINDS = [
  'BLEEDING',
  'LATEST-TESTED',
  'STABLE-ROLLING',
  'STABLE-LONGTERM',
  'STATIC',
] as const;

export type ProfileKind = (typeof PROFILE_KINDS)[number];
