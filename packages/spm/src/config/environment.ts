import { SpmError } from '../errors.ts';
import type { Key, NumberRange, Value, Values } from './keys.ts';
import { DEFAULTS, KEYS, NUMBERS } from './keys.ts';

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
    if (text === undefined || (text === '' && typeof DEFAULTS[key] === 'string')) continue;
    values[key] = parse(key, text);
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
  const value = typeof fallback === 'boolean' ? FLAGS[text.toLowerCase()] : numberOf(text, NUMBERS[key]);
  if (value !== undefined) return value;
  const expected = typeof fallback === 'boolean' ? '1 or 0' : expectedNumber(NUMBERS[key]);
  throw new SpmError('config-invalid', `${variableOf(key)} is "${text}"; it takes ${expected}`, {
    subject: variableOf(key),
  });
}

function numberOf(text: string, range: NumberRange | undefined): number | undefined {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (range === undefined) return Number.isNaN(value) ? undefined : value;
  const isInside = value > range.above && value <= range.most;
  return isInside && (!range.isWhole || Number.isSafeInteger(value)) ? value : undefined;
}

function expectedNumber(range: NumberRange | undefined): string {
  if (range === undefined) return 'a number';
  if (!range.isWhole) return `a number above ${range.above}, up to ${range.most}`;
  return `a whole number from ${range.above + 1} to ${range.most}`;
}
