/** Checks of parsed JSON for paths where a schema library would cost too much: they allocate nothing while a value is right. */
import { complaint, unknownKey } from './complaint.ts';
import type { Complaint } from './complaint.ts';

/** `undefined` for a right value. */
export type Check = (value: unknown) => Complaint | undefined;

/** A check that only asks whether a value is `what`. */
export function check(what: string, accepts: (value: unknown) => boolean): Check {
  const wrong = complaint([], `this has to be ${what}`);
  return (value) => (accepts(value) ? undefined : wrong);
}

export function matching(pattern: RegExp, what: string): Check {
  return check(what, (value) => typeof value === 'string' && pattern.test(value));
}

export function oneOf(...values: readonly string[]): Check {
  const what = values.map((value) => `"${value}"`).join(' or ');
  return check(what, (value) => typeof value === 'string' && values.includes(value));
}

/** A list of any length whose elements pass. */
export function listOf(element: Check, minLength = 0): Check {
  return (value) => {
    if (!Array.isArray(value)) return complaint([], 'this has to be a list');
    if (value.length < minLength) return complaint([], 'this list has to have an element');
    for (let i = 0; i < value.length; i++) {
      const wrong = element(value[i]);
      if (wrong !== undefined) return { ...wrong, path: [i, ...wrong.path] };
    }
    return undefined;
  };
}

/** An object with any keys whose values pass. */
export function recordOf(element: Check): Check {
  return recordWith(() => undefined, element);
}

/** An object whose keys and values pass. */
export function recordWith(name: Check, element: Check): Check {
  return (value) => {
    if (!isObject(value)) return complaint([], 'this has to be an object');
    for (const key of Object.keys(value)) {
      const wrong = name(key) ?? element(value[key]);
      if (wrong !== undefined) return { ...wrong, path: [key, ...wrong.path] };
    }
    return undefined;
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with these keys and no others. */
export function objectOf(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  const checks = new Map(Object.entries({ ...required, ...optional }));
  const mandatory = Object.keys(required);
  return (value) => {
    if (!isObject(value)) return complaint([], 'this has to be an object');
    for (const key of Object.keys(value)) {
      const checkValue = checks.get(key);
      if (checkValue === undefined) return unknownKey([key], [...checks.keys()]);
      const wrong = checkValue(value[key]);
      if (wrong !== undefined) return { ...wrong, path: [key, ...wrong.path] };
    }
    const missing = mandatory.find((key) => !Object.hasOwn(value, key));
    return missing === undefined ? undefined : complaint([], `the key \`${missing}\` is missing`);
  };
}
