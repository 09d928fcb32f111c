/** The grammar of deb-version(7). */
import { COLON, DOT, HYPHEN, PLUS, TILDE, isDigit, isLetter } from '../text/characters.ts';
import { upstreamEnd } from './debian-order.ts';
import type { VersionProblem } from './scheme.ts';

/** dpkg keeps the epoch in an `int`. */
const MAX_EPOCH = 2_147_483_647;

function epochProblem(version: string, colon: number): VersionProblem | undefined {
  if (colon < 0) return undefined;
  if (colon === 0) return { offset: 0, message: 'the epoch before `:` is missing' };
  for (let at = 0; at < colon; at++) {
    if (!isDigit(version.charCodeAt(at))) return { offset: at, message: 'an epoch is a number' };
  }
  if (Number(version.slice(0, colon)) <= MAX_EPOCH) return undefined;
  return { offset: 0, message: `an epoch is at most ${MAX_EPOCH}` };
}

function isRevisionCharacter(code: number): boolean {
  return isDigit(code) || isLetter(code) || code === DOT || code === PLUS || code === TILDE;
}

function isUpstreamCharacter(code: number, hasEpoch: boolean): boolean {
  return isRevisionCharacter(code) || code === HYPHEN || (code === COLON && hasEpoch);
}

/** `undefined` for a version of distributions; otherwise its first problem. */
export function debianProblem(version: string): VersionProblem | undefined {
  const colon = version.indexOf(':');
  const epoch = epochProblem(version, colon);
  if (epoch !== undefined) return epoch;
  const start = colon + 1;
  const end = upstreamEnd(version, start);
  if (!isDigit(version.charCodeAt(start))) {
    return { offset: start, message: 'a version begins with a digit' };
  }
  if (end === version.length - 1) return { offset: version.length, message: 'nothing follows the last `-`' };
  for (let at = start; at < version.length; at++) {
    if (at === end) continue;
    const code = version.charCodeAt(at);
    const allowed = at < end ? isUpstreamCharacter(code, colon >= 0) : isRevisionCharacter(code);
    if (!allowed) return { offset: at, message: `\`${version.charAt(at)}\` cannot be part of a version` };
  }
  return undefined;
}
