import { ManifestError } from '../errors.ts';
import { parseJsonc } from '../jsonc/index.ts';
import type { Check } from '../shape/check.ts';
import { placeOf } from '../shape/complaint.ts';
import type { Complaint } from '../shape/complaint.ts';
import type { Position } from '../text/position.ts';

/** `index-malformed` at a line of an index. */
export function malformed(position: Position, message: string, hint?: string): ManifestError {
  return new ManifestError('index-malformed', `line ${position.line}: ${message}`, { position, hint });
}

function parseJson(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed({ line, column: syntaxColumn(text) }, 'this is no JSON object on one line');
  }
}

function syntaxColumn(text: string): number {
  try {
    parseJsonc(text);
    return 1;
  } catch (error) {
    return error instanceof ManifestError ? (error.position?.column ?? 1) : 1;
  }
}

/** The error for a complaint, whose place is found by reading the line a second time. */
export function complaintError(text: string, line: number, complaint: Complaint): ManifestError {
  const { path, message, hint } = complaint;
  const { column } = placeOf(text, parseJsonc(text), complaint);
  const where = path.length === 0 ? '' : `${path.join('.')}: `;
  return malformed({ line, column }, where + message, hint);
}

/** The JSON of one line, which has the given shape. Throws `index-malformed` with the place. */
export function parseLine(text: string, line: number, shape: Check): unknown {
  const value = parseJson(text, line);
  const wrong = shape(value);
  if (wrong !== undefined) throw complaintError(text, line, wrong);
  return value;
}
