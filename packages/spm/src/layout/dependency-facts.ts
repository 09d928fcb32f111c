import { parseProvision, parseRequirement, type IndexEntry } from '@mpkg/manifest';

import { LAYOUT_SCHEME } from './scheme.ts';
import { linesOf, malformedText, textsIn, type Texts } from './texts.ts';

/** What `dep` says: each file is one kind of relation, each line of it one requirement. */
const RELATIONS = ['depends', 'recommends', 'conflicts', 'provides', 'replaces'] as const;

type Relation = (typeof RELATIONS)[number];

export type DependencyFacts = Pick<IndexEntry, Relation>;

/** @throws SpmError `package-malformed`, with the line */
export function dependencyFacts(texts: Texts): DependencyFacts {
  const facts: Record<Relation, readonly string[]> = {
    depends: [],
    recommends: [],
    conflicts: [],
    provides: [],
    replaces: [],
  };
  for (const [file, text] of textsIn(texts, 'dep')) {
    const relation = RELATIONS.find((known) => known === file);
    if (relation === undefined) throw malformedText(`dep/${file}`, `dep has ${RELATIONS.join(', ')}`);
    facts[relation] = requirementsIn(relation, text);
  }
  return facts;
}

function requirementsIn(relation: Relation, text: string): string[] {
  const parse = relation === 'provides' ? parseProvision : parseRequirement;
  return linesOf(text).map(({ number, line }) => {
    try {
      parse(line, LAYOUT_SCHEME);
      return line;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw malformedText(`dep/${relation}`, `line ${number}: ${reason}`);
    }
  });
}
