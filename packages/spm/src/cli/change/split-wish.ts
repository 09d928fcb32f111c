import { assertRange } from '@mpkg/manifest';

import { SpmError } from '../../errors.ts';
import type { PackageId } from '../../package/package.ts';

const WISH = /^([A-Za-z0-9][\w.+:-]*?)(?:@?\s*([<>=!~^].*)|@(.+))?$/;

/**
 * What a pin or a ban is about: `NAME`, `NAME=1.2`, `NAME>=1 <2`, `NAME@1.2`, `NAME@>=1`.
 * @returns the range in the grammar of ranges; undefined when none was named
 * @throws SpmError `request-invalid`; ManifestError `range-invalid`
 */
export function splitWish(typed: string): { readonly id: PackageId; readonly range: string | undefined } {
  const [, name = '', operated, version] = WISH.exec(typed) ?? [];
  if (name === '') {
    throw new SpmError(
      'request-invalid',
      `"${typed}" is no name of a package: write NAME, NAME=VERSION or NAME and a range`,
      {
        subject: typed,
      },
    );
  }
  const range = operated ?? (version === undefined ? undefined : `=${version}`);
  if (range !== undefined) assertRange(range);
  return { id: name as PackageId, range };
}
