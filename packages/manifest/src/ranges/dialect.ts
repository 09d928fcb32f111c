import type { VersionProblem } from '../versions/scheme.ts';

/** An operand as a scheme reads it. */
export interface ReadOperand {
  /** The version itself; `undefined` for a partial version or a wildcard, which stand for a line of releases. */
  readonly exact: string | undefined;
  /** `1:` or nothing. */
  readonly epoch: string;
  /** The leading numbers: `1`, `2` of `1.2`; none for `*`. */
  readonly numbers: readonly string[];
}

/** How a scheme reads operands and names the ends of a line of releases. */
export interface RangeDialect {
  read(text: string): ReadOperand | VersionProblem;
  /** The first release of the line: `1.2` begins with `1.2.0` (semver) or `1.2` (debian). */
  first(epoch: string, numbers: readonly string[]): string;
  /** What lies below the first release and all its pre-releases: `1.2.0-0` or `1.2~`. */
  before(epoch: string, numbers: readonly string[]): string;
}
