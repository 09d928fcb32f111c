import { examineProfile } from '../profile/examine.ts';
import { inFile } from './report.ts';
import type { FileDiagnostic } from './report.ts';

/** Everything that can be said against the text of a profile, in its order. Never throws. */
export function lintProfile(text: string, file: string): readonly FileDiagnostic[] {
  return inFile(file, examineProfile(text).diagnostics);
}
