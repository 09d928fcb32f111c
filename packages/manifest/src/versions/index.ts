import { ManifestError } from '../errors.ts';
import { columnAt } from '../text/position.ts';
import { debianScheme } from './debian.ts';
import type { SchemeName, VersionScheme } from './scheme.ts';
import { semverScheme } from './semver.ts';

export { debianScheme, semverScheme };
export type { SchemeName, VersionProblem, VersionScheme } from './scheme.ts';

/** Every versioning scheme by its name. */
export const SCHEMES: Readonly<Record<SchemeName, VersionScheme>> = {
  debian: debianScheme,
  semver: semverScheme,
};

export function isSchemeName(text: string): text is SchemeName {
  return Object.hasOwn(SCHEMES, text);
}

/**
 * Throws `version-invalid`, with the column and where possible what was meant, unless `version` belongs to the scheme. `offset` is
 * where it stands in its line, from 0.
 */
export function assertVersion(scheme: VersionScheme, version: string, offset = 0): void {
  const problem = scheme.problem(version);
  if (problem === undefined) return;
  throw new ManifestError(
    'version-invalid',
    `\`${version}\` is no ${scheme.name} version: ${problem.message}`,
    {
      subject: version,
      position: columnAt(offset + problem.offset),
      hint: problem.suggestion === undefined ? undefined : `write \`${problem.suggestion}\``,
    },
  );
}
