/** Relationship fields (Debian policy §7.1, deb-control(5)): `a (>= 1) | b:any, c`. */
import { rangeOfRelation, type DebianRelation, type Range } from '@mpkg/manifest';
import type { Alternative, Provision, RequirementText } from '../../catalogue/record.ts';
import { SpmError } from '../../errors.ts';
import { onOneLine } from './folding.ts';
import { ByteTable } from '../../catalogue/columns/byte-table.ts';
import type { FieldName } from './fields.ts';
import type { Stanza } from './stanza.ts';

const ATOM =
  /^\s*([A-Za-z0-9][A-Za-z0-9+._-]*)(?::([A-Za-z0-9-]+))?\s*(?:\(\s*(<<|<=|>=|>>|[<=>])\s*([^\s()<=>]+)\s*\))?\s*$/;

/** `<` and `>` are the deprecated spellings of `<=` and `>=`. */
const DEPRECATED: Readonly<Record<string, DebianRelation>> = { '<': '<=', '>': '>=' };

function rangeOf(operator: string, version: string): Range {
  return rangeOfRelation('debian', DEPRECATED[operator] ?? (operator as DebianRelation), version);
}

/** The alternatives of one clause. Throws `index-malformed`. */
export function parseRequirement(clause: RequirementText): Alternative[] {
  return clause.split('|').map((atom) => {
    const [, name, architecture, operator, version] = matched(atom);
    const isBounded = operator !== undefined && version !== undefined;
    return { name, range: isBounded ? rangeOf(operator, version) : undefined, architecture };
  });
}

/** One provided name, with an exact version or none. Throws `index-malformed`. */
export function parseProvision(clause: string): Provision {
  const [, name, architecture, operator, version] = matched(clause);
  if (architecture === undefined && (operator === undefined || operator === '=')) return { name, version };
  throw new SpmError('index-malformed', `\`${clause}\` cannot be provided`, { subject: clause });
}

type AtomMatch = [string, string, ...Array<string | undefined>];

function matched(atom: string): AtomMatch {
  const match = ATOM.exec(atom);
  if (match !== null) return match as string[] as AtomMatch;
  const text = atom.trim();
  throw new SpmError('index-malformed', `\`${text}\` is no relation to a package`, { subject: text });
}

/** Reads the relationship fields of one index: a clause that many packages share is checked once. */
export class RelationReader {
  readonly #clauses = new ByteTable();
  readonly #malformed = new Set<number>();

  /** Appends the requirements of a field. Throws `index-malformed`. */
  requirements(stanza: Stanza, field: FieldName, into: RequirementText[]): void {
    stanza.forEachClause(field, (bytes, start, end) => {
      const clause = onOneLine(bytes.toString('latin1', start, end));
      this.#check(clause, bytes, start, end);
      into.push(clause);
    });
  }

  // oxlint-disable-next-line max-params -- the clause and where it was read
  #check(clause: string, bytes: Buffer, start: number, end: number): void {
    const known = this.#clauses.lines.length;
    const number = this.#clauses.intern(bytes, start, end);
    if (number < known && !this.#malformed.has(number)) return;
    this.#malformed.add(number);
    for (const atom of clause.split('|')) matched(atom);
    this.#malformed.delete(number);
  }
}
