import type { VersionScheme } from './scheme.ts';
import { compareSemver } from './semver-order.ts';
import { semverProblem } from './semver-validity.ts';

/** Semantic Versioning 2.0.0 (semver.org), valid and ordered exactly as npm's `semver` has it. */
export const semverScheme: VersionScheme = {
  name: 'semver',
  problem: semverProblem,
  compare: compareSemver,
};
