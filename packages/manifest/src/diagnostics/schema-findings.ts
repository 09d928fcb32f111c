import type * as z from 'zod';
import type { JsonPath } from '../jsonc/node.ts';
import { complaint, unknownKey } from '../shape/complaint.ts';
import { nearest } from '../text/nearest.ts';
import { error } from './diagnostic.ts';
import type { Finding } from './diagnostic.ts';
import { knownKeys } from './known-keys.ts';

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

function typeName(type: string): string {
  return TYPES[type] ?? type;
}

function pathOf(issue: Issue): JsonPath {
  return issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function isRootTypeError(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

/** The findings of the alternative that was probably meant: the first with the right type; else all types are named. */
function unionFindings(
  context: Context,
  issue: Extract<Issue, { code: 'invalid_union' }>,
): readonly Finding[] {
  const meant = issue.errors.find((branch) => !branch.some(isRootTypeError));
  const path = [...context.base, ...pathOf(issue)];
  if (meant !== undefined) return meant.flatMap((inner) => issueFindings({ ...context, base: path }, inner));
  const types = issue.errors
    .flat()
    .flatMap((inner) => (inner.code === 'invalid_type' ? [typeName(inner.expected)] : []));
  return [error('value-invalid', complaint(path, `this has to be ${[...new Set(types)].join(' or ')}`))];
}

function typeFinding({ base, valueAt }: Context, issue: Extract<Issue, { code: 'invalid_type' }>): Finding {
  const path = [...base, ...pathOf(issue)];
  if (valueAt(path) === undefined) {
    return error('key-missing', complaint(path, `the key \`${String(path.at(-1))}\` is missing`));
  }
  return error('value-invalid', complaint(path, `this has to be ${typeName(issue.expected)}`));
}

function choiceFinding(
  { base, valueAt }: Context,
  issue: Extract<Issue, { code: 'invalid_value' }>,
): Finding {
  const path = [...base, ...pathOf(issue)];
  const values = issue.values.map(String);
  const [meant] = nearest(String(valueAt(path)), values, 1);
  const hint = meant === undefined ? undefined : `write \`"${meant}"\``;
  return error('value-invalid', complaint(path, `this has to be one of ${values.join(', ')}`, hint));
}

/** What the issues of one value are read with. */
interface Context {
  readonly schema: z.core.$ZodType;
  /** Where the issue's own path begins. */
  readonly base: JsonPath;
  readonly valueAt: (path: JsonPath) => unknown;
}

function issueFindings(context: Context, issue: Issue): readonly Finding[] {
  const path = [...context.base, ...pathOf(issue)];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeys(context.schema, path);
      return issue.keys.map((key) => error('key-unknown', unknownKey([...path, key], known)));
    }
    case 'invalid_key':
      return issue.issues.map(({ message }) =>
        error('value-invalid', { ...complaint(path, message), isKey: true }),
      );
    case 'invalid_type':
      return [typeFinding(context, issue)];
    case 'invalid_union':
      return unionFindings(context, issue);
    case 'invalid_value':
      return [choiceFinding(context, issue)];
    default:
      return [error('value-invalid', complaint(path, issue.message))];
  }
}

function valueAtPath(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[step] : undefined,
    value,
  );
}

/** Whether a missing key is there, but misspelt. */
function isMisspelt({ path }: Finding, unknown: readonly Finding[]): boolean {
  const parent = JSON.stringify(path.slice(0, -1));
  const keys = unknown.filter((other) => JSON.stringify(other.path.slice(0, -1)) === parent);
  return keys.some((other) => nearest(String(other.path.at(-1)), [String(path.at(-1))]).length > 0);
}

/** Everything a schema holds against a value, in words and with the key that was probably meant. */
export function schemaFindings(schema: z.ZodType, value: unknown): readonly Finding[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  const context: Context = { schema, base: [], valueAt: (path) => valueAtPath(value, path) };
  const findings = result.error.issues.flatMap((issue) => issueFindings(context, issue));
  const unknown = findings.filter(({ code }) => code === 'key-unknown');
  return findings.filter((finding) => finding.code !== 'key-missing' || !isMisspelt(finding, unknown));
}
