import { parseProvision, parseRequirement } from '../requirements/index.ts';
import { refusalOf } from '../shape/complaint.ts';
import type { Complaint } from '../shape/complaint.ts';
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
        if (this.#requirements.has(text)) continue;
        const wrong = refusalOf([key, i], () => parseRequirement(text, this.#scheme));
        if (wrong !== undefined) return wrong;
        this.#requirements.add(text);
      }
    }
    for (const [i, text] of entry.provides.entries()) {
      if (this.#provisions.has(text)) continue;
      const wrong = refusalOf(['provides', i], () => parseProvision(text, this.#scheme));
      if (wrong !== undefined) return wrong;
      this.#provisions.add(text);
    }
    return undefined;
  }
}
