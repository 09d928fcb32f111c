import type * as z from 'zod';
import type { JsonPath } from '../jsonc/node.ts';
import { complaint, keyComplaint, unknownKey } from '../shape/complaint.ts';
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

/** What the issues of one value are read with. */
interface Context {
  readonly schema: z.core.$ZodType;
  /** Where the issue's own path begins. */
  readonly base: JsonPath;
  readonly valueAt: (path: JsonPath) => unknown;
}

/** The types of which a value is none, when an issue says no more than that. */
function wantedTypes(issue: Issue): readonly string[] {
  if (issue.path.length > 0) return [];
  if (issue.code === 'invalid_type') return [typeName(issue.expected)];
  return issue.code === 'invalid_union' ? branchTypes(issue.errors) : [];
}

function branchTypes(branches: readonly (readonly Issue[])[]): readonly string[] {
  return [...new Set(branches.flat().flatMap(wantedTypes))];
}

/** The findings of the alternative that was probably meant: the first that a value of this type can be. */
function unionFindings(
  context: Context,
  issue: Extract<Issue, { code: 'invalid_union' }>,
): readonly Finding[] {
  const meant = issue.errors.find((branch) => branch.every((inner) => wantedTypes(inner).length === 0));
  if (meant !== undefined) return meant.flatMap((inner) => issueFindings(context, inner));
  return [
    error(
      'value-invalid',
      complaint(context.base, `this has to be ${branchTypes(issue.errors).join(' or ')}`),
    ),
  ];
}

function choiceFinding({ base, valueAt }: Context, values: readonly unknown[]): Finding {
  const words = values.map(String);
  const [meant] = nearest(String(valueAt(base)), words, 1);
  const hint = meant === undefined ? undefined : `write \`"${meant}"\``;
  return error('value-invalid', complaint(base, `this has to be one of ${words.join(', ')}`, hint));
}

function issueFindings(context: Context, issue: Issue): readonly Finding[] {
  const path = [
    ...context.base,
    ...issue.path.map((step) => (typeof step === 'number' ? step : String(step))),
  ];
  const here = { ...context, base: path };
  if (path.length > 0 && context.valueAt(path) === undefined) {
    return [error('key-missing', complaint(path, `the key \`${path.at(-1)}\` is missing`))];
  }
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeys(context.schema, path);
      return issue.keys.map((key) => error('key-unknown', unknownKey([...path, key], known)));
    }
    case 'invalid_key':
      return issue.issues.map(({ message }) => error('value-invalid', keyComplaint(path, message)));
    case 'invalid_type':
      return [error('value-invalid', complaint(path, `this has to be ${typeName(issue.expected)}`))];
    case 'invalid_union':
      return 'options' in issue ? [choiceFinding(here, issue.options)] : unionFindings(here, issue);
    case 'invalid_value':
      return [choiceFinding(here, issue.values)];
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
