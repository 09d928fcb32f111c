import { compareDebian } from './debian-order.ts';
import { debianProblem } from './debian-validity.ts';
import type { VersionScheme } from './scheme.ts';

/**
 * The generic scheme of distributions, `[epoch:]upstream[-revision]` as in deb-version(7). `~` sorts before everything, even
 * before the end: `1.0~rc1` is older than `1.0`.
 */
export const debianScheme: VersionScheme = {
  name: 'debian',
  problem: debianProblem,
  compare: compareDebian,
};
