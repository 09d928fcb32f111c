import type { JsonNode, JsonPath, Position } from '@mpkg/manifest';
import { locateKey, locateValue, ManifestError, nearest, parseJsonc, valueOf } from '@mpkg/manifest';
import type { core } from 'zod';

import { SpmError } from '../errors.ts';
import type { Config } from './schema.ts';
import { configJsonSchema, configSchema } from './schema.ts';

/**
 * The configuration in a text: JSON with comments, an empty one counts as `{}`. Loads zod; `load.ts` avoids that where it can.
 *
 * @throws SpmError `config-invalid` with file, line and column.
 */
export function validateConfig(file: string, text: string): Config {
  const source = { file, text, root: parse(file, text) };
  const result = configSchema.safeParse(valueOf(source.root));
  if (!result.success) throw invalid(source, result.error.issues[0]);
  assertUniqueNames(source, result.data);
  return result.data;
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly root: JsonNode;
}

function parse(file: string, text: string): JsonNode {
  try {
    return parseJsonc(text.trim() === '' ? '{}' : text);
  } catch (error) {
    if (!(error instanceof ManifestError) || error.position === undefined) throw error;
    throw failure(file, error.position, error.message, error.hint);
  }
}

function invalid({ file, text, root }: Source, issue: core.$ZodIssue | undefined): SpmError {
  const path = (issue?.path ?? []) as JsonPath;
  if (issue?.code !== 'unrecognized_keys') {
    const message = `${path.join('.') || 'the configuration'}: ${issue?.message ?? 'invalid'}`;
    return failure(file, locateValue(text, root, path), message);
  }
  const key = issue.keys[0] ?? '';
  const [meant] = nearest(key, keysAt(path));
  const hint = meant === undefined ? undefined : `write "${meant}"`;
  return failure(file, locateKey(text, root, [...path, key]), `the key "${key}" is unknown`, hint);
}

function assertUniqueNames({ file, text, root }: Source, { repositories = [] }: Config): void {
  const names = repositories.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice < 0) return;
  const where = locateValue(text, root, ['repositories', twice, 'name']);
  throw failure(file, where, `the repository ${names[twice]} is given twice`);
}

function failure(file: string, { line, column }: Position, message: string, hint?: string): SpmError {
  return new SpmError('config-invalid', `${file}:${line}:${column}: ${message}`, {
    subject: `${file}:${line}`,
    ...(hint !== undefined && { hint }),
    details: { file, line, column, reason: message },
  });
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

/** The keys that the schema knows for the object at a path. */
function keysAt(path: JsonPath): string[] {
  const node = path.reduce<SchemaNode | undefined>(
    (at, step) => (typeof step === 'number' ? at?.items : at?.properties?.[step]),
    configJsonSchema(),
  );
  return Object.keys(node?.properties ?? {});
}
