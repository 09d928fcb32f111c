import { MpkgError } from './errors.ts';
import { textOfBytes, type Bytes } from './bytes.ts';

/** The group that a package belongs to when none is named. */
export const DEFAULT_GROUP = 'default' as Bytes;

/** A package is known by its name within its group. */
export interface PackageId {
  readonly group: Bytes;
  readonly name: Bytes;
}

const PATTERN = {
  group: /^[A-Za-z0-9][A-Za-z0-9._+-]*$/,
  package: /^[A-Za-z0-9][A-Za-z0-9._+~@-]*$/,
};

const SIGNS = { group: '. _ + -', package: '. _ + - ~ @' };

/** Both parts of an id are ASCII words that make a file name. @throws MpkgError `usage` */
export function checkName(what: 'group' | 'package', name: string): Bytes {
  if (PATTERN[what].test(name) && name.length <= 200) return name as Bytes;
  throw new MpkgError(
    'usage',
    `"${textOfBytes(name)}" is not a ${what} name: ASCII letters, digits and ${SIGNS[what]} are, the first a letter or digit`,
    { subject: textOfBytes(name), ...(what === 'package' && { hint: '--name NAME' }) },
  );
}

export function formatId({ group, name }: PackageId): string {
  return group === DEFAULT_GROUP ? name : `${group}:${name}`;
}
