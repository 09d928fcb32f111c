/** The name of a package: `[A-Za-z0-9][A-Za-z0-9._+-]*`. */
import { DOT, HYPHEN, PLUS, UNDERSCORE, isDigit, isLetter } from '../text/characters.ts';

export type PackageName = string & { readonly __packageName: unique symbol };

export function isNameCode(code: number): boolean {
  return (
    isLetter(code) || isDigit(code) || code === DOT || code === HYPHEN || code === PLUS || code === UNDERSCORE
  );
}

export function isPackageName(text: string): text is PackageName {
  const first = text.charCodeAt(0);
  if (!isLetter(first) && !isDigit(first)) return false;
  for (let at = 1; at < text.length; at++) {
    if (!isNameCode(text.charCodeAt(at))) return false;
  }
  return true;
}

/** The name of an architecture, such as `amd64` or `x86_64`; also `any` and `native` where a requirement qualifies a name. */
export function isArchitecture(text: string): boolean {
  return /^[a-z][a-z0-9_-]*$/.test(text);
}
