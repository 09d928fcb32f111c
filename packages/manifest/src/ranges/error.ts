import { ManifestError } from '../errors.ts';
import { columnAt } from '../text/position.ts';

/** `range-invalid` at an offset of the text that was read. */
export function rangeError(text: string, offset: number, message: string, hint?: string): ManifestError {
  return new ManifestError('range-invalid', `\`${text}\`: ${message}`, {
    subject: text,
    position: columnAt(offset),
    hint,
  });
}
