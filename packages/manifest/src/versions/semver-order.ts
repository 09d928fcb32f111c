/** The precedence of Semantic Versioning 2.0.0, §10 and §11 (semver.org). */
import { DOT, HYPHEN, isDigit } from '../text/characters.ts';

/** Where the part that counts for the order ends: build metadata does not. */
function significantEnd(version: string): number {
  const plus = version.indexOf('+');
  return plus < 0 ? version.length : plus;
}

function digitsEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isDigit(text.charCodeAt(at))) at++;
  return at;
}

function identifierEnd(text: string, from: number, end: number): number {
  const dot = text.indexOf('.', from);
  return dot < 0 || dot > end ? end : dot;
}

/** Two versions that first differ at `at`, inside or right after the number of the core that begins at `start`. */
function compareCore(a: string, b: string, start: number, at: number): number {
  const aEnd = digitsEnd(a, start, a.length);
  const bEnd = digitsEnd(b, start, b.length);
  if (aEnd !== bEnd) return aEnd - bEnd;
  if (at < aEnd) return a.charCodeAt(at) - b.charCodeAt(at);
  // Same core: the one that goes on with `-` is a pre-release of the other.
  return a.charCodeAt(at) === HYPHEN ? -1 : 1;
}

/** Two pre-releases that first differ at `at`, inside or right after the identifier that begins at `start` (§11.4). */
function comparePrerelease(a: string, b: string, start: number, at: number): number {
  const aLimit = significantEnd(a);
  const bLimit = significantEnd(b);
  const aEnd = identifierEnd(a, start, aLimit);
  const bEnd = identifierEnd(b, start, bLimit);
  if (at === aEnd && at === bEnd) return aLimit - bLimit;
  const aNumeric = digitsEnd(a, start, aEnd) === aEnd;
  const bNumeric = digitsEnd(b, start, bEnd) === bEnd;
  if (aNumeric !== bNumeric) return aNumeric ? -1 : 1;
  if (aNumeric && aEnd !== bEnd) return aEnd - bEnd;
  if (at === aEnd || at === bEnd) return aEnd - bEnd;
  return a.charCodeAt(at) - b.charCodeAt(at);
}

/** Valid versions are alike up to their first difference, so that place and the identifier around it decide. */
export function compareSemver(a: string, b: string): number {
  const aEnd = significantEnd(a);
  const bEnd = significantEnd(b);
  let start = 0;
  let inPrerelease = false;
  let at = 0;
  for (; at < aEnd && at < bEnd; at++) {
    const code = a.charCodeAt(at);
    if (code !== b.charCodeAt(at)) break;
    if (code === DOT) start = at + 1;
    if (code === HYPHEN && !inPrerelease) {
      inPrerelease = true;
      start = at + 1;
    }
  }
  if (at === aEnd && at === bEnd) return 0;
  return inPrerelease ? comparePrerelease(a, b, start, at) : compareCore(a, b, start, at);
}
