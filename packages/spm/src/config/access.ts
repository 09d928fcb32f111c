import type { JsonPath } from '@mpkg/manifest';
import { nearest, parseJsonc, removeValue, setValue, valueOf } from '@mpkg/manifest';

import { SpmError } from '../errors.ts';
import { KEYS } from './keys.ts';

/** `network.ca` as a path into the file; a whole number is an index: `repositories.0.urls`. */
export function pathOf(key: string): JsonPath {
  return key.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** What a user types for a value: JSON, or else a plain text. */
export function parseValue(text: string): unknown {
  try {
    return valueOf(parseJsonc(text));
  } catch {
    return text;
  }
}

/** The text with a key set; `null` takes it out, so that its default holds again. */
export function withValue(text: string, key: string, value: unknown): string {
  return value === null ? removeValue(text, pathOf(key)) : setValue(text, pathOf(key), value);
}

/** The value at a key of a configuration. @throws SpmError `config-key-unknown`, with near names. */
export function valueAt(config: unknown, key: string): unknown {
  const value = pathOf(key).reduce<unknown>(
    (node, step) => (node as Record<string, unknown> | undefined)?.[step],
    config,
  );
  if (value !== undefined) return value;
  const [meant] = nearest(key, [...KEYS, 'repositories']);
  throw new SpmError('config-key-unknown', `nothing is configured under "${key}"`, {
    subject: key,
    hint: meant === undefined ? 'spm config get' : `spm config get ${meant}`,
  });
}
