import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** A finding with the file it is about: `FILE:LINE:COLUMN` is what editors jump to. */
export interface FileDiagnostic extends Diagnostic {
  readonly file: string;
}

export function inFile(file: string, diagnostics: readonly Diagnostic[]): readonly FileDiagnostic[] {
  return diagnostics.map((diagnostic) => ({ file, ...diagnostic }));
}
