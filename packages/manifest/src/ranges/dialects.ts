import type { SchemeName } from '../versions/scheme.ts';
import { debianDialect } from './dialect-debian.ts';
import { semverDialect } from './dialect-semver.ts';
import type { RangeDialect } from './dialect.ts';

export const DIALECTS: Readonly<Record<SchemeName, RangeDialect>> = {
  debian: debianDialect,
  semver: semverDialect,
};
