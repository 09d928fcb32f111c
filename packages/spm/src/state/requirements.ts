import { isAny, parseProvision, parseRequirement, satisfies, type Range } from '@mpkg/manifest';

import {
  parseProvision as parseDebianProvision,
  parseRequirement as parseDebianRequirement,
} from '../formats/debian/relations.ts';
import type { Package, Relations } from '../package/package.ts';

/** One way to satisfy a requirement. */
export interface Alternative {
  readonly name: string;
  /** Undefined: any version, and providers without one. */
  readonly range: Range | undefined;
  /** `any`, a particular one, or undefined: that of the package that requires. */
  readonly architecture: string | undefined;
}

/** A name that a package answers to; without a version it satisfies only requirements without a range. */
export interface Answer {
  readonly name: string;
  readonly version: string | undefined;
}

/** Reads requirements, each text once: most are shared by many packages. */
export class RequirementReader {
  readonly #known = new Map<string, readonly Alternative[]>();

  /** The alternatives of a requirement as its repository wrote it. */
  alternatives(text: string, relations: Relations): readonly Alternative[] {
    const key = `${relations.grammar} ${relations.scheme} ${text}`;
    let alternatives = this.#known.get(key);
    if (alternatives === undefined) this.#known.set(key, (alternatives = alternativesOf(text, relations)));
    return alternatives;
  }
}

function alternativesOf(text: string, { grammar, scheme }: Relations): readonly Alternative[] {
  if (grammar === 'debian') return parseDebianRequirement(text);
  const { alternatives } = parseRequirement(text, scheme);
  return alternatives.map((found) => (isAny(found.range) ? { ...found, range: undefined } : found));
}

/** Its own name first, then what it provides. */
export function answersOf({ name, version, relations }: Package): Answer[] {
  const { grammar, scheme, provides } = relations;
  const read = grammar === 'debian' ? parseDebianProvision : (text: string) => parseProvision(text, scheme);
  return [{ name, version }, ...provides.map(read)];
}

/** Whether `provider`, which answers with `answer`, satisfies the alternative for a package that requires it. */
export function satisfiesAlternative(
  { range, architecture }: Alternative,
  answer: Answer,
  provider: Package,
  dependent: Package,
): boolean {
  const versionFits =
    range === undefined || (answer.version !== undefined && satisfies(range, answer.version));
  return versionFits && serves(provider, dependent, architecture);
}

/** `all` is managed with every architecture. */
function serves(provider: Package, dependent: Package, wanted: string | undefined): boolean {
  const { architecture, relations } = provider;
  if (
    wanted === 'any' ||
    architecture === 'all' ||
    relations.multiArch === 'everywhere' ||
    dependent.architecture === 'all'
  )
    return true;
  if (wanted !== undefined) return architecture === wanted;
  return architecture === dependent.architecture || relations.multiArch === 'foreign';
}
