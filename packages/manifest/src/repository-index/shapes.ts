/** The shapes of the three kinds of line; `schema.ts` says the same as a schema, and a property test holds the two together. */
import { check, listOf, matching, objectOf, oneOf, recordOf } from '../shape/check.ts';
import type { Check } from '../shape/check.ts';
import { complaint, keyComplaint } from '../shape/complaint.ts';
import * as values from '../shape/values.ts';
import { SCHEMES } from '../versions/index.ts';
import { integrationShape } from './integration.ts';
import { INDEX_FORMAT } from './types.ts';
import type { EntryKind } from './types.ts';

const count = check(
  'a whole number, not negative',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);
const line = matching(values.LINE, 'one line of text');
const date = matching(values.DATE, 'a date like 2026-01-31T23:59:59Z');
const name = matching(values.NAME, 'a name of letters, digits and `._+-`');
const architecture = matching(values.ARCHITECTURE, 'an architecture like amd64');
const sha256 = matching(values.SHA256, 'a SHA-256 digest: 64 lower-case hexadecimal digits');
const path = matching(values.PATH, 'a path from the root, without a leading `/`');
const account = matching(values.ACCOUNT, 'the name or number of an account');
const text = check('a text', (value) => typeof value === 'string' && value !== '');
const optionValue = check(
  'a text, a number or a truth value',
  (value) => typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value),
);

const trigger = objectOf(
  {
    name,
    paths: listOf(matching(values.PATH_PREFIX, 'the beginning of a path, without a leading `/`'), 1),
    command: (value) => listOf(text, 1)(value) ?? programOf(value),
  },
  { creates: listOf(path) },
);

function programOf(command: unknown): ReturnType<Check> {
  const wrong = matching(values.PROGRAM, 'an absolute path')((command as readonly unknown[])[0]);
  return wrong && { ...wrong, path: [0] };
}

export const headShape = objectOf(
  {
    format: oneOf(INDEX_FORMAT),
    identity: line,
    serial: count,
    date,
    scheme: oneOf(...Object.keys(SCHEMES)),
    architectures: listOf(architecture),
    digest: oneOf('sha256'),
    packages: count,
  },
  { expires: date, triggers: listOf(trigger) },
);

export const tailShape = objectOf({ end: oneOf(INDEX_FORMAT), packages: count, sha256 });

const modeRow = objectOf(
  { path },
  {
    mode: matching(values.MODE, 'an octal mode like 4755'),
    owner: account,
    group: account,
    capabilities: line,
  },
);

const publishedFile = objectOf({ url: line, size: count, sha256 });

const KINDS: readonly EntryKind[] = ['package', 'abstract', 'group'];

const entryFields = objectOf(
  { name, version: line, architecture, summary: line },
  {
    kind: oneOf(...KINDS),
    standard: name,
    description: text,
    licence: line,
    homepage: line,
    essential: check('true or false', (value) => typeof value === 'boolean'),
    group: name,
    parallel: name,
    depends: listOf(line),
    recommends: listOf(line),
    conflicts: listOf(line),
    provides: listOf(line),
    replaces: listOf(line),
    pac: publishedFile,
    source: publishedFile,
    'installed-size': count,
    config: listOf(path),
    modes: listOf(modeRow),
    files: listOf(path),
    build: objectOf({ source: line }, { commit: line, options: recordOf(optionValue) }),
    integration: integrationShape,
    published: date,
  },
);

/** What only some kinds have. */
function kindComplaint(entry: Readonly<Record<string, unknown>>): ReturnType<Check> {
  const {
    kind = 'package',
    pac,
    source,
    standard,
  } = entry as { kind?: EntryKind; pac?: unknown; source?: unknown; standard?: unknown };
  if (kind === 'package' && pac === undefined) return complaint([], 'a package has the key `pac`');
  if (kind !== 'package' && pac !== undefined) {
    return keyComplaint(['pac'], `kind \`${kind}\` has no files, so no pac`);
  }
  if (kind !== 'package' && source !== undefined) {
    return keyComplaint(['source'], `kind \`${kind}\` has no files, so no source`);
  }
  if (kind === 'abstract' || standard === undefined) return undefined;
  return keyComplaint(['standard'], 'only an abstract package has a standard', 'write `"kind": "abstract"`');
}

export const entryShape: Check = (value) =>
  entryFields(value) ?? kindComplaint(value as Readonly<Record<string, unknown>>);
