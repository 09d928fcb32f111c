/** The fields of a `Packages` index that are read (deb-control(5), Debian policy §5); all others are skipped as bytes. */
const FIELD_NAMES = [
  'Package',
  'Version',
  'Architecture',
  'Multi-Arch',
  'Essential',
  'Priority',
  'Pre-Depends',
  'Depends',
  'Recommends',
  'Conflicts',
  'Breaks',
  'Replaces',
  'Provides',
  'Installed-Size',
  'Size',
  'SHA256',
  'Filename',
  'Description',
  'Homepage',
  'Maintainer',
  'Section',
  'Source',
  'Suggests',
  'Enhances',
  'Tag',
] as const;

export type FieldName = (typeof FIELD_NAMES)[number];

export const FIELD_COUNT = FIELD_NAMES.length;

/** The number of each field, `0 … FIELD_COUNT - 1`. */
export const FIELD = Object.fromEntries(FIELD_NAMES.map((name, index) => [name, index])) as Readonly<
  Record<FieldName, number>
>;

const LONGEST = Math.max(...FIELD_NAMES.map((name) => name.length));

/** Per length, the fields of that length: at most a handful of comparisons per line. */
const BY_LENGTH: ReadonlyArray<ReadonlyArray<{ readonly field: number; readonly lower: Uint8Array }>> =
  Array.from({ length: LONGEST + 1 }, (_, length) =>
    FIELD_NAMES.filter((name) => name.length === length).map((name) => ({
      field: FIELD[name],
      lower: Buffer.from(name.toLowerCase(), 'latin1'),
    })),
  );

/** The field whose name is `bytes[start, end)` in any case, or -1. */
export function fieldAt(bytes: Uint8Array, start: number, end: number): number {
  for (const { field, lower } of BY_LENGTH[end - start] ?? []) {
    if (equalsIgnoringCase(bytes, start, lower)) return field;
  }
  return -1;
}

/** `| 0x20` turns capitals into small letters and leaves digits and hyphens as they are. */
function equalsIgnoringCase(bytes: Uint8Array, start: number, lower: Uint8Array): boolean {
  for (let index = 0; index < lower.length; index++) {
    if (((bytes[start + index] ?? 0) | 0x20) !== lower[index]) return false;
  }
  return true;
}
