import { parseJsonc } from '../jsonc/index.ts';
import type { JsonNode } from '../jsonc/index.ts';
import { ManifestError } from '../errors.ts';
import type { ManifestErrorCode } from '../errors.ts';
import { placeOf } from '../shape/complaint.ts';
import type { Complaint } from '../shape/complaint.ts';

export type Severity = 'error' | 'warning';

/** Every finding about a file of a repository, by a stable code; what a reader refuses has the code of its error. */
export type DiagnosticCode =
  | ManifestErrorCode
  | 'key-unknown'
  | 'key-missing'
  | 'value-invalid'
  | 'template-invalid'
  | 'segments-overlap'
  | 'segments-gap'
  | 'option-unused'
  | 'depends-on-itself'
  | 'licence-missing'
  | 'summary-style'
  | 'build-missing'
  | 'not-canonical'
  | 'name-unknown';

/** One finding about a text, for a person or an editor. */
export interface Diagnostic {
  readonly severity: Severity;
  readonly code: DiagnosticCode;
  /** From 1, in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to write or run. */
  readonly hint: string | undefined;
}

/** A complaint that has not been given its place in a text yet. */
export interface Finding extends Complaint {
  readonly severity: Severity;
  readonly code: DiagnosticCode;
}

export function error(code: DiagnosticCode, complaint: Complaint): Finding {
  return { ...complaint, severity: 'error', code };
}

export function warning(code: DiagnosticCode, complaint: Complaint): Finding {
  return { ...complaint, severity: 'warning', code };
}

/** The findings in the order of the text. */
export function place(text: string, root: JsonNode, findings: readonly Finding[]): readonly Diagnostic[] {
  return findings
    .map((finding): Diagnostic => {
      const { severity, code, message, hint } = finding;
      return { severity, code, ...placeOf(text, root, finding), message, hint };
    })
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** The value of a JSON text with comments, or what is wrong with it. */
export function readJson(text: string): JsonNode | Diagnostic {
  try {
    return parseJsonc(text);
  } catch (cause) {
    if (!(cause instanceof ManifestError)) throw cause;
    const { message, hint, position = { line: 1, column: 1 } } = cause;
    return { severity: 'error', code: 'json-invalid', ...position, message, hint };
  }
}
