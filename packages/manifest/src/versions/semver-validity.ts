/** The grammar of Semantic Versioning 2.0.0, §2, §9 and §10, within the limits of npm's `semver`. */
import { DOT, HYPHEN, isDigit, isLetter } from '../text/characters.ts';
import type { VersionProblem } from './scheme.ts';

const MAX_LENGTH = 256;

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  return at;
}

function leadingZero(version: string, start: number, end: number): VersionProblem | undefined {
  if (end === start + 1 || version.charAt(start) !== '0') return undefined;
  return { offset: start, message: 'a number has no leading zero' };
}

function numberProblem(version: string, start: number, end: number): VersionProblem | undefined {
  const zero = leadingZero(version, start, end);
  if (zero !== undefined) return zero;
  if (Number(version.slice(start, end)) <= Number.MAX_SAFE_INTEGER) return undefined;
  return { offset: start, message: `a number is at most ${Number.MAX_SAFE_INTEGER}` };
}

/** Checks `MAJOR.MINOR.PATCH`; a plain number is where that ends. */
function coreEnd(version: string): number | VersionProblem {
  let at = 0;
  for (let field = 0; field < 3; field++) {
    if (field > 0 && version.charCodeAt(at++) !== DOT) {
      return { offset: at - 1, message: 'a version has three numbers, MAJOR.MINOR.PATCH' };
    }
    const end = digitsEnd(version, at);
    if (end === at) return { offset: at, message: 'a number is expected here' };
    const wrong = numberProblem(version, at, end);
    if (wrong !== undefined) return wrong;
    at = end;
  }
  return at;
}

/** Checks the dot-separated identifiers from `start` to `end`, of a pre-release or of build metadata. */
function identifiersProblem(version: string, start: number, end: number): VersionProblem | undefined {
  const isBuild = version.charAt(start - 1) === '+';
  let identifier = start;
  for (let at = start; at <= end; at++) {
    const code = at === end ? DOT : version.charCodeAt(at);
    if (code === DOT) {
      if (at === identifier) return { offset: at, message: 'an identifier is missing here' };
      const isNumber = digitsEnd(version, identifier) >= at;
      const wrong = isNumber && !isBuild ? leadingZero(version, identifier, at) : undefined;
      if (wrong !== undefined) return wrong;
      identifier = at + 1;
    } else if (!isDigit(code) && !isLetter(code) && code !== HYPHEN) {
      return { offset: at, message: `\`${version.charAt(at)}\` cannot be part of a version` };
    }
  }
  return undefined;
}

function firstProblem(version: string): VersionProblem | undefined {
  if (version.length > MAX_LENGTH) {
    return { offset: MAX_LENGTH, message: `a version has at most ${MAX_LENGTH} characters` };
  }
  const core = coreEnd(version);
  if (typeof core !== 'number') return core;
  const plus = version.indexOf('+', core);
  const end = plus < 0 ? version.length : plus;
  if (core < end) {
    if (version.charCodeAt(core) !== HYPHEN) {
      return { offset: core, message: 'only `-` or `+` may follow the three numbers' };
    }
    const wrong = identifiersProblem(version, core + 1, end);
    if (wrong !== undefined) return wrong;
  }
  return plus < 0 ? undefined : identifiersProblem(version, plus + 1, version.length);
}

/** The version that `v1.2` or `01.2.3` was meant to be: three plain numbers, then the rest. */
function repaired(version: string): string | undefined {
  const [, core = '', rest = ''] = /^[v=\s]*(\d{1,15}(?:\.\d{1,15}){0,2})(.*)$/i.exec(version) ?? [];
  if (core === '') return undefined;
  const numbers = core.split('.').map(Number);
  const candidate = [...numbers, 0, 0].slice(0, 3).join('.') + rest;
  return firstProblem(candidate) === undefined ? candidate : undefined;
}

/** `undefined` for a semantic version; otherwise its first problem, with a repaired text where one is in sight. */
export function semverProblem(version: string): VersionProblem | undefined {
  const problem = firstProblem(version);
  if (problem === undefined) return undefined;
  const suggestion = repaired(version);
  return suggestion === undefined ? problem : { ...problem, suggestion };
}
