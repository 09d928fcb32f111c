import { ManifestError } from '../errors.ts';
import { locateKey, locateValue, parseJsonc } from '../jsonc/index.ts';
import type { Check, Complaint } from '../shape/check.ts';
import type { Position } from '../text/position.ts';

/** `index-malformed` at a line of an index. */
export function malformed(position: Position, message: string, hint?: string): ManifestError {
  return new ManifestError('index-malformed', `line ${position.line}: ${message}`, { position, hint });
}

function parseJson(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(
      { line, column: syntaxColumn(text) },
      'this is no JSON object on one line',
      String(cause),
    );
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

/** Where a complaint points to, found by reading the line a second time. */
export function complaintError(
  text: string,
  line: number,
  { path, isKey, message, hint }: Complaint,
): ManifestError {
  const root = parseJsonc(text);
  const { column } = isKey ? locateKey(text, root, path) : locateValue(text, root, path);
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
