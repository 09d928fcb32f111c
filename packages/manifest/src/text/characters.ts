/** Tests on UTF-16 code units, for scanners that must not allocate. */

export const TAB = 0x09;
export const SPACE = 0x20;
export const PLUS = 0x2b;
export const HYPHEN = 0x2d;
export const DOT = 0x2e;
export const COLON = 0x3a;
export const UNDERSCORE = 0x5f;
export const TILDE = 0x7e;

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
