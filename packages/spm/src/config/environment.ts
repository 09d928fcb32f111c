import { SpmError } from '../errors.ts';
import type { Key, Value, Values } from './keys.ts';
import { DEFAULTS, KEYS } from './keys.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `network.auth-warn` is `SPM_NETWORK_AUTH_WARN`. */
export function variableOf(key: Key): string {
  return `SPM_${key.replaceAll(/[.-]/g, '_').toUpperCase()}`;
}

/**
 * The settings that the environment makes.
 *
 * @throws SpmError `config-invalid` naming the variable.
 */
export function environmentValues(environment: Environment): Values {
  const values: Partial<Record<Key, Value>> = {};
  for (const key of KEYS) {
    const text = environment[variableOf(key)];
    if (text !== undefined) values[key] = parse(key, text);
  }
  return values;
}

const FLAGS: Readonly<Record<string, boolean>> = {
  1: true,
  true: true,
  yes: true,
  0: false,
  false: false,
  no: false,
};

function parse(key: Key, text: string): Value {
  const fallback: Value = DEFAULTS[key];
  if (typeof fallback === 'string') return text;
  if (typeof fallback === 'object') return text.split(/[\s,]+/).filter((word) => word !== '');
  const value = typeof fallback === 'boolean' ? FLAGS[text.toLowerCase()] : numberOf(text);
  if (value !== undefined) return value;
  const expected = typeof fallback === 'boolean' ? '1 or 0' : 'a number';
  throw new SpmError('config-invalid', `${variableOf(key)} is "${text}"; it takes ${expected}`, {
    subject: variableOf(key),
  });
}

function numberOf(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
