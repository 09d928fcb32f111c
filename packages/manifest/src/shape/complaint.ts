import { ManifestError } from '../errors.ts';
import type { ManifestErrorCode } from '../errors.ts';
import { locateKey, locateValue } from '../jsonc/locate.ts';
import type { JsonNode, JsonPath } from '../jsonc/node.ts';
import { nearest } from '../text/nearest.ts';
import type { Position } from '../text/position.ts';

/** What is wrong with a JSON value, and where inside it. */
export interface Complaint {
  readonly path: JsonPath;
  /** Whether the key at the end of `path` is wrong, not its value. */
  readonly isKey: boolean;
  /** The column inside the text at `path`, from 1; `undefined` for the whole of it. */
  readonly column: number | undefined;
  readonly message: string;
  readonly hint: string | undefined;
}

export function complaint(path: JsonPath, message: string, hint?: string): Complaint {
  return { path, isKey: false, column: undefined, message, hint };
}

/** A key that should not be there. */
export function keyComplaint(path: JsonPath, message: string, hint?: string): Complaint {
  return { path, isKey: true, column: undefined, message, hint };
}

export function unknownKey(path: JsonPath, known: readonly string[]): Complaint {
  const key = String(path.at(-1));
  const [meant] = nearest(key, known, 1);
  const hint = meant === undefined ? `known keys: ${known.join(', ')}` : `write \`${meant}\``;
  return keyComplaint(path, `the key \`${key}\` is unknown`, hint);
}

/** A complaint that a grammar of this package made. */
export interface Refusal extends Complaint {
  readonly code: ManifestErrorCode;
}

/** What the text at `path` is refused with; `undefined` when `parse` takes it. */
export function refusalOf(path: JsonPath, parse: () => unknown): Refusal | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    const { code, message, hint, position } = error;
    return { code, path, isKey: false, column: position?.column, message, hint };
  }
}

/** Where in `text`, whose value is `root`, a complaint points to. */
export function placeOf(text: string, root: JsonNode, { path, isKey, column }: Complaint): Position {
  const start = isKey ? locateKey(text, root, path) : locateValue(text, root, path);
  // An escape shifts what follows it; the beginning of the text is then as near as it gets.
  return column === undefined ? start : { line: start.line, column: start.column + column };
}
