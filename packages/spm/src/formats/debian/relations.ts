/** Relationship fields (Debian policy §7.1, deb-control(5)): `a (>= 1) | b:any, c`. */
import { rangeOfRelation, type DebianRelation, type Range } from '@mpkg/manifest';
import type { Alternative, Provision, RequirementText } from '../../catalogue/record.ts';
import { SpmError } from '../../errors.ts';
import type { FieldName } from './fields.ts';
import { onOneLine } from './folding.ts';
import type { Stanza } from './stanza.ts';
import { TextMemo } from './text-memo.ts';

/** A name alone is most of what an index says, and needs no parsing. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9+._-]*$/;

const ATOM =
  /^\s*([A-Za-z0-9][A-Za-z0-9+._-]*)(?::([A-Za-z0-9-]+))?\s*(?:\(\s*(<<|<=|>=|>>|[<=>])\s*([^\s()<=>]+)\s*\))?\s*$/;

/** `<` and `>` are the deprecated spellings of `<=` and `>=`. */
const DEPRECATED: Readonly<Record<string, DebianRelation>> = { '<': '<=', '>': '>=' };

/** The alternatives of one clause. Throws `index-malformed`. */
export function parseRequirement(clause: RequirementText): Alternative[] {
  if (!clause.includes('|')) return [parseAlternative(clause)];
  return clause.split('|').map(parseAlternative);
}

function parseAlternative(atom: string): Alternative {
  if (NAME.test(atom)) return { name: atom, range: undefined, architecture: undefined };
  const [, name, architecture, operator, version] = matched(atom);
  const isBounded = operator !== undefined && version !== undefined;
  return { name, range: isBounded ? rangeOf(operator, version) : undefined, architecture };
}

/** One provided name, with an exact version or none. Throws `index-malformed`. */
export function parseProvision(clause: string): Provision {
  const [, name, architecture, operator, version] = matched(clause);
  if (architecture === undefined && (operator === undefined || operator === '=')) return { name, version };
  throw new SpmError('index-malformed', `\`${clause}\` cannot be provided`, { subject: clause });
}

function rangeOf(operator: string, version: string): Range {
  return rangeOfRelation('debian', DEPRECATED[operator] ?? (operator as DebianRelation), version);
}

type AtomMatch = [string, string, ...(string | undefined)[]];

function matched(atom: string): AtomMatch {
  const match = ATOM.exec(atom);
  if (match !== null) return match as string[] as AtomMatch;
  const text = atom.trim();
  throw new SpmError('index-malformed', `\`${text}\` is no relation to a package`, { subject: text });
}

/** The clause as it is kept, once it is known to be one. */
function checked(clause: string): RequirementText {
  for (const atom of clause.split('|')) if (!ATOM.test(atom)) matched(atom);
  return onOneLine(clause);
}

/** Reads the relationship fields of one index: a clause that many packages share is checked once and becomes one string. */
export class RelationReader {
  readonly #clauses = new TextMemo(checked);

  /** Appends the requirements of a field. Throws `index-malformed`. */
  requirements(stanza: Stanza, field: FieldName, into: RequirementText[]): void {
    stanza.forEachClause(field, (bytes, start, end) => {
      into.push(this.#clauses.at(bytes, start, end));
    });
  }
}
