import { ManifestError } from '../errors.ts';
import { parseProvision, parseRequirement } from '../requirements/index.ts';
import type { Complaint } from '../shape/check.ts';
import type { SchemeName } from '../versions/scheme.ts';
import type { IndexEntry } from './types.ts';

const REQUIREMENT_KEYS = ['depends', 'recommends', 'conflicts', 'replaces'] as const;

/** Checks the requirements of entries; each text is read once, for they repeat a lot. */
export class RelationCheck {
  readonly #scheme: SchemeName;
  readonly #requirements = new Set<string>();
  readonly #provisions = new Set<string>();

  constructor(scheme: SchemeName) {
    this.#scheme = scheme;
  }

  /** The first of the entry's requirements that is malformed. */
  complaint(entry: IndexEntry): Complaint | undefined {
    for (const key of REQUIREMENT_KEYS) {
      for (const [i, text] of entry[key].entries()) {
        const wrong = firstSeen(this.#requirements, text, () => parseRequirement(text, this.#scheme));
        if (wrong !== undefined) return { ...wrong, path: [key, i] };
      }
    }
    for (const [i, text] of entry.provides.entries()) {
      const wrong = firstSeen(this.#provisions, text, () => parseProvision(text, this.#scheme));
      if (wrong !== undefined) return { ...wrong, path: ['provides', i] };
    }
    return undefined;
  }
}

function firstSeen(
  seen: Set<string>,
  text: string,
  parse: () => unknown,
): Omit<Complaint, 'path'> | undefined {
  if (seen.has(text)) return undefined;
  try {
    parse();
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return { isKey: false, message: error.message, hint: error.hint };
  }
  seen.add(text);
  return undefined;
}
