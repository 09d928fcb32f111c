import type { IndexEntry } from '../repository-index/types.ts';
import { parseProvision, parseRequirement } from '../requirements/index.ts';
import { complaint } from '../shape/complaint.ts';
import type { Complaint } from '../shape/complaint.ts';
import { nearest } from '../text/nearest.ts';
import type { SchemeName } from '../versions/scheme.ts';

interface Wanted {
  readonly line: number;
  readonly complaint: Complaint;
  /** At least one of these has to exist. */
  readonly names: readonly string[];
}

/** Gathers which names an index has and which it wants, over all entries. */
export class IndexNames {
  readonly #scheme: SchemeName;
  readonly #offered = new Set<string>();
  readonly #wanted: Wanted[] = [];

  constructor(scheme: SchemeName) {
    this.#scheme = scheme;
  }

  add(entry: IndexEntry, line: number): void {
    this.#offered.add(entry.name);
    for (const text of entry.provides) this.#offered.add(parseProvision(text, this.#scheme).name);
    for (const [i, text] of entry.depends.entries()) {
      const names = parseRequirement(text, this.#scheme).alternatives.map(({ name }) => name);
      this.#wanted.push({
        line,
        complaint: complaint(['depends', i], `nothing here is or provides ${names.join(' or ')}`),
        names,
      });
    }
    if (entry.standard === undefined) return;
    const message = `the standard \`${entry.standard}\` is not here`;
    this.#wanted.push({ line, complaint: complaint(['standard'], message), names: [entry.standard] });
  }

  /** What is wanted and that nothing of this index offers; another repository may. */
  missing(): readonly { readonly line: number; readonly complaint: Complaint }[] {
    return this.#wanted
      .filter(({ names }) => !names.some((name) => this.#offered.has(name)))
      .map(({ line, complaint: wanted, names }) => {
        const [meant] = names.flatMap((name) => nearest(name, this.#offered, 1));
        const hint = meant === undefined ? 'another repository has to have it' : `is \`${meant}\` meant?`;
        return { line, complaint: { ...wanted, hint } };
      });
  }
}
