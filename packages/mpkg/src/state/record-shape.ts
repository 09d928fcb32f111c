type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
/** A whole number of 32 bits. */
const isWord: Check = (value) => typeof value === 'number' && value >>> 0 === value;
/** From the root of a tree or a prefix, and nowhere else. */
const isPath: Check = (value) => typeof value === 'string' && !/^\/|(?:^|\/)\.\.(?:\/|$)/.test(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const valuesOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);
const objectOf =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && faultyField(value, fields) === undefined;

const mode = objectOf({
  mode: orNull(isNumber),
  uid: orNull(isNumber),
  gid: orNull(isNumber),
  capabilities: orNull(isText),
});

const RECORD: Readonly<Record<string, Check>> = {
  group: isText,
  name: isText,
  prefix: isPath,
  pac: objectOf({ file: isText, size: isNumber, sha256: orNull(isText) }),
  keptPac: (value) => typeof value === 'boolean',
  skips: listOf(isPath),
  skipped: listOf(isPath),
  configuration: listOf(isPath),
  directories: listOf(isPath),
  elsewhere: valuesOf(isPath),
  modes: valuesOf(mode),
  leaves: objectOf({
    kinds: (value) => typeof value === 'string' && /^[fxl]*$/.test(value),
    sizes: listOf(isWord),
    checksums: listOf(isWord),
    windows: listOf((value) => Array.isArray(value) && value.length === 2 && value.every(isNumber)),
    window: listOf(isNumber),
  }),
};

/** The member of a package's record, as read from JSON, that is not what it has to be; undefined when all are. */
export function faultOfRecord(value: unknown): string | undefined {
  return isObject(value) ? faultyField(value, RECORD) : 'record';
}

function faultyField(
  value: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, Check>>,
): string | undefined {
  return Object.keys(fields).find((name) => !fields[name]?.(value[name]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
