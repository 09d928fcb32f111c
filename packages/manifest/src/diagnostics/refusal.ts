import { ManifestError } from '../errors.ts';
import type { ManifestErrorCode } from '../errors.ts';
import type { Diagnostic } from './diagnostic.ts';

/** The error for a text of which at least one diagnostic is an error. */
export function refusal(code: ManifestErrorCode, diagnostics: readonly Diagnostic[]): ManifestError {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const position = first && { line: first.line, column: first.column };
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new ManifestError(code, `${first?.message ?? 'it is malformed'}${more}`, {
    position,
    hint: first?.hint,
    details: { diagnostics: errors },
  });
}
