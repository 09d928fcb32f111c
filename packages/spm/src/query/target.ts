import { assertRange, isPackageName } from '@mpkg/manifest';

import { SpmError } from '../errors.ts';
import type { Target } from '../solve/index.ts';

/**
 * What a user names: `nginx`, `nginx@1.22`, `nginx@>=1.22 <2`, `busybox:i686`; also `i686:busybox`, as plans call a package of another
 * architecture. After `@` a bare version is exactly that one.
 *
 * @throws SpmError `request-invalid`; ManifestError `range-invalid`
 */
export function parseTarget(typed: string, architectures: readonly string[] = []): Target {
  const at = typed.indexOf('@');
  const subject = at < 0 ? typed : typed.slice(0, at);
  const { name, architecture } = splitSubject(subject, architectures);
  if (!isPackageName(name)) {
    throw new SpmError(
      'request-invalid',
      `"${typed}" is no name of a package: write NAME, NAME@VERSION or NAME:ARCH`,
      {
        subject: typed,
      },
    );
  }
  return {
    name,
    typed,
    ...(architecture !== undefined && { architecture }),
    ...(at >= 0 && { range: pinnedRange(typed.slice(at + 1)) }),
  };
}

function splitSubject(
  subject: string,
  architectures: readonly string[],
): { readonly name: string; readonly architecture: string | undefined } {
  const [first = '', second] = subject.split(':', 2);
  if (second === undefined) return { name: first, architecture: undefined };
  const isGroupFirst = architectures.includes(first) && !architectures.includes(second);
  return isGroupFirst ? { name: second, architecture: first } : { name: first, architecture: second };
}

/** A bare version needs its operator, lest the colon of its epoch be taken for that of bounds. */
function pinnedRange(text: string): string {
  const range = /^\d/.test(text) ? `=${text}` : text;
  assertRange(range);
  return range;
}
