/** The ordering of deb-version(7), as dpkg's `lib/dpkg/version.c` computes it. */
import { TILDE, isDigit, isLetter } from '../text/characters.ts';

/** The weight of the character at `at` outside a number: `~`, then the end or a digit, then letters, then the rest. */
function weight(text: string, at: number, end: number): number {
  if (at >= end) return 0;
  const code = text.charCodeAt(at);
  if (isDigit(code)) return 0;
  if (isLetter(code)) return code;
  return code === TILDE ? -1 : code + 256;
}

function atNonDigit(text: string, at: number, end: number): boolean {
  return at < end && !isDigit(text.charCodeAt(at));
}

function atDigit(text: string, at: number, end: number): boolean {
  return at < end && isDigit(text.charCodeAt(at));
}

/** Compares `a[i, aEnd)` with `b[j, bEnd)`: alternately a run of other characters by weight and a run of digits by value. */
// oxlint-disable-next-line max-params -- two slices of two strings, without allocating either
function compareParts(a: string, i: number, aEnd: number, b: string, j: number, bEnd: number): number {
  while (i < aEnd || j < bEnd) {
    while (atNonDigit(a, i, aEnd) || atNonDigit(b, j, bEnd)) {
      const difference = weight(a, i, aEnd) - weight(b, j, bEnd);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
    while (i < aEnd && a.charCodeAt(i) === 0x30) i++;
    while (j < bEnd && b.charCodeAt(j) === 0x30) j++;
    let firstDifference = 0;
    while (atDigit(a, i, aEnd) && atDigit(b, j, bEnd)) {
      if (firstDifference === 0) firstDifference = a.charCodeAt(i) - b.charCodeAt(j);
      i++;
      j++;
    }
    if (atDigit(a, i, aEnd)) return 1;
    if (atDigit(b, j, bEnd)) return -1;
    if (firstDifference !== 0) return firstDifference;
  }
  return 0;
}

/** Where the upstream part ends: before the last hyphen, or at the end of the text. */
export function upstreamEnd(version: string, start: number): number {
  const hyphen = version.lastIndexOf('-');
  return hyphen >= start ? hyphen : version.length;
}

/** Epoch, then upstream, then revision; an absent one counts as `0`. */
export function compareDebian(a: string, b: string): number {
  if (a === b) return 0;
  const aColon = a.indexOf(':');
  const bColon = b.indexOf(':');
  const byEpoch = compareParts(a, 0, Math.max(aColon, 0), b, 0, Math.max(bColon, 0));
  if (byEpoch !== 0) return byEpoch;
  const aEnd = upstreamEnd(a, aColon + 1);
  const bEnd = upstreamEnd(b, bColon + 1);
  const byUpstream = compareParts(a, aColon + 1, aEnd, b, bColon + 1, bEnd);
  if (byUpstream !== 0) return byUpstream;
  return compareParts(a, Math.min(aEnd + 1, a.length), a.length, b, Math.min(bEnd + 1, b.length), b.length);
}
