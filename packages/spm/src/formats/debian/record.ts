import type {
  CandidateDetails,
  CandidateRecord,
  MultiArch,
  Provision,
  RequirementText,
} from '../../catalogue/record.ts';
import { SpmError } from '../../errors.ts';
import type { FieldName } from './fields.ts';
import { onOneLine, unfolded } from './folding.ts';
import { parseProvision, parseRequirement, type RelationReader } from './relations.ts';
import type { Stanza } from './stanza.ts';

const PACKAGE_NAME = /^[A-Za-z0-9][A-Za-z0-9+._-]*$/;

/** Debian policy §2.5, best first. */
const PRIORITIES: Readonly<Record<string, number>> = {
  required: 0,
  important: 1,
  standard: 2,
  optional: 3,
  extra: 4,
};
const OPTIONAL = 3;

const MULTI_ARCH = new Set<string>(['no', 'same', 'foreign', 'allowed'] satisfies MultiArch[]);

/** `Installed-Size` counts kibibytes. */
const INSTALLED_SIZE_UNIT = 1024;

/** What the records of one index have in common. */
export interface RecordContext {
  readonly relations: RelationReader;
  /** What stands before each location. */
  readonly base: string;
}

/** What the index says of one package. Throws `index-malformed` when it cannot be one. */
export function recordOf(stanza: Stanza, { relations, base }: RecordContext): CandidateRecord {
  const conflicts = requirements(stanza, relations, ['Conflicts', 'Breaks']);
  const provides = provisions(stanza);
  return {
    name: packageName(stanza),
    version: present('Version', stanza.ascii('Version')),
    architecture: present('Architecture', stanza.word('Architecture')),
    series: '',
    multiArch: multiArchOf(stanza),
    priority: PRIORITIES[stanza.word('Priority')] ?? OPTIONAL,
    essential: stanza.word('Essential') === 'yes',
    kind: 'package',
    standard: undefined,
    depends: requirements(stanza, relations, ['Pre-Depends', 'Depends']),
    recommends: requirements(stanza, relations, ['Recommends']),
    conflicts,
    replaces: successions(requirements(stanza, relations, ['Replaces']), conflicts, provides),
    provides,
    downloadBytes: size(stanza, 'Size'),
    installedBytes: size(stanza, 'Installed-Size') * INSTALLED_SIZE_UNIT,
    details: detailsOf(stanza, base),
  };
}

function present(field: FieldName, value: string): string {
  if (value !== '') return value;
  throw new SpmError('index-malformed', `the field ${field} is missing`);
}

function packageName(stanza: Stanza): string {
  const name = present('Package', stanza.ascii('Package'));
  if (PACKAGE_NAME.test(name)) return name;
  throw new SpmError('index-malformed', `\`${name}\` is no package name`);
}

function multiArchOf(stanza: Stanza): MultiArch {
  const value = stanza.word('Multi-Arch');
  if (value === '') return 'no';
  if (MULTI_ARCH.has(value)) return value as MultiArch;
  throw new SpmError('index-malformed', `Multi-Arch is \`${value}\``);
}

function size(stanza: Stanza, field: FieldName): number {
  const bytes = stanza.number(field);
  if (Number.isSafeInteger(bytes)) return bytes;
  throw new SpmError('index-malformed', `${field} is no number: \`${stanza.ascii(field)}\``);
}

function requirements(
  stanza: Stanza,
  relations: RelationReader,
  fields: readonly FieldName[],
): RequirementText[] {
  const found: RequirementText[] = [];
  for (const field of fields) relations.requirements(stanza, field, found);
  return found;
}

function provisions(stanza: Stanza): Provision[] {
  const found: Provision[] = [];
  stanza.forEachClause('Provides', (bytes, start, end) => {
    found.push(parseProvision(bytes.toString('latin1', start, end)));
  });
  return found;
}

/**
 * The packages that this one takes the place of: replaced, excluded and provided by it (Debian policy §7.6.2). `Replaces` alone says
 * that single files moved.
 */
function successions(
  replaces: readonly RequirementText[],
  conflicts: readonly RequirementText[],
  provides: readonly Provision[],
): RequirementText[] {
  if (replaces.length === 0 || provides.length === 0) return [];
  const provided = new Set(provides.map(({ name }) => name));
  const excluded = new Set(conflicts.map(nameIn));
  return replaces.filter((text) => provided.has(nameIn(text)) && excluded.has(nameIn(text)));
}

function nameIn(requirement: RequirementText): string {
  return parseRequirement(requirement)[0]?.name ?? '';
}

function detailsOf(stanza: Stanza, base: string): CandidateDetails {
  const [synopsis = '', ...lines] = stanza.text('Description').split('\n');
  const details: { -readonly [Key in keyof CandidateDetails]: CandidateDetails[Key] } = {
    summary: synopsis.trim(),
  };
  for (const [key, field] of SHARED_FIELDS) if (stanza.has(field)) details[key] = stanza.word(field);
  for (const [key, field] of LINE_FIELDS) if (stanza.has(field)) details[key] = stanza.text(field);
  if (details.location !== undefined) details.location = base + asReference(details.location);
  for (const [key, field] of FOLDED_FIELDS) {
    if (stanza.has(field)) details[key] = onOneLine(stanza.text(field));
  }
  if (lines.length > 0) details.description = unfolded(lines);
  return details;
}

/** `Filename` is a path, in which `%`, `?` and `#` are letters like any other; a location is a URL reference. */
function asReference(path: string): string {
  return path.replaceAll(/[%?#]/g, encodeURIComponent);
}

type DetailFields = ReadonlyArray<readonly [keyof CandidateDetails, FieldName]>;

/** What many packages have in common. */
const SHARED_FIELDS = [
  ['section', 'Section'],
  ['maintainer', 'Maintainer'],
] as const satisfies DetailFields;

const LINE_FIELDS = [
  ['location', 'Filename'],
  ['sha256', 'SHA256'],
  ['homepage', 'Homepage'],
  ['source', 'Source'],
] as const satisfies DetailFields;

/** What may go over several lines (Debian policy §5.1). */
const FOLDED_FIELDS = [
  ['provides', 'Provides'],
  ['suggests', 'Suggests'],
  ['enhances', 'Enhances'],
  ['tags', 'Tag'],
] as const satisfies DetailFields;
