import { Rows } from '../rows.ts';

/** The JSON text of a value in pieces, one for each of its rows. Rows may be the value itself or lie in plain objects. */
export function* jsonText(value: unknown): Generator<string> {
  if (value instanceof Rows) yield* list(value.each);
  else if (holdsRows(value)) yield* object(value);
  else yield JSON.stringify(value) ?? 'null';
}

function* list(rows: Iterable<unknown>): Generator<string> {
  let separator = '[';
  for (const row of rows) {
    yield `${separator}${JSON.stringify(row) ?? 'null'}`;
    separator = ',';
  }
  yield separator === '[' ? '[]' : ']';
}

function* object(value: Readonly<Record<string, unknown>>): Generator<string> {
  let separator = '{';
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${separator}${JSON.stringify(key)}:`;
    yield* jsonText(member);
    separator = ',';
  }
  yield '}';
}

function holdsRows(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'toJSON' in value) return false;
  return Object.values(value).some((member) => member instanceof Rows || holdsRows(member));
}
