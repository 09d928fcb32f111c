import { SCHEMES } from '@mpkg/manifest';

import { malformedPackage } from '../foreign/refusals.ts';
import type { LayoutName } from './layout-name.ts';
import { LAYOUT_SCHEME } from './scheme.ts';
import { malformedText, textsIn, type Texts } from './texts.ts';

/** What `ver` says: each file is one fact, called after its key in a repository's index. */
const FACTS = [
  'version',
  'summary',
  'description',
  'licence',
  'homepage',
  'published',
  'source',
  'commit',
] as const;

export type VersionFacts = Readonly<Partial<Record<(typeof FACTS)[number], string>>>;

/**
 * @throws SpmError `package-malformed` for a fact that is not known or empty, and for a version that is none, or not that of
 *   the layout's name
 */
export function versionFacts(texts: Texts, { version }: LayoutName): VersionFacts {
  const facts: Record<string, string> = {};
  for (const [key, text] of textsIn(texts, 'ver')) {
    const path = `ver/${key}`;
    if (!FACTS.some((known) => known === key)) throw malformedText(path, `ver has ${FACTS.join(', ')}`);
    facts[key] = text.trim();
    if (facts[key] === '') throw malformedText(path, 'it is empty');
  }
  const problem = SCHEMES[LAYOUT_SCHEME].problem(version);
  if (problem !== undefined) throw malformedPackage(`its version is \`${version}\`: ${problem.message}`);
  const said = facts['version'] ?? version;
  if (said !== version)
    throw malformedText('ver/version', `it says ${said}, the directory's name ${version}`);
  return facts;
}
