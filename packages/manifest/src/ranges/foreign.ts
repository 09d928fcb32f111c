import type { ManifestError } from '../errors.ts';
import { rangeError } from './error.ts';

/** Spellings of other tools, and what to write here. */
const FOREIGN: readonly (readonly [spelling: string, hint: string])[] = [
  ['!=', 'write both sides: `<1.2 || >1.2`'],
  ['==', 'write `=`'],
  ['=>', 'write `>=`'],
  ['=<', 'write `<=`'],
  ['~=', 'write `~`'],
  ['~>', 'write `~`'],
  ['(', 'leave the parentheses away'],
  [',', 'separate the terms by a space'],
  ['- ', 'write `min:max`'],
];

/** The error for a text that has no version at `offset`, after what began at `start`: often the spelling of another tool. */
export function missingOperand(text: string, start: number, offset: number): ManifestError {
  const foreign = FOREIGN.find(([spelling]) => text.startsWith(spelling, start));
  if (foreign === undefined) return rangeError(text, offset, 'a version is missing here');
  const [spelling, hint] = foreign;
  return rangeError(text, start, `\`${spelling.trim()}\` is not part of a range`, hint);
}
