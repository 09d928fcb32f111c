import { examineManifest } from '../manifest/examine.ts';
import { inFile } from './report.ts';
import type { FileDiagnostic } from './report.ts';
import { styleFindings } from './style.ts';

/** Everything that can be said against the text of a `MANIFEST.json`, in its order. Never throws. */
export function lintManifest(text: string, file: string): readonly FileDiagnostic[] {
  return inFile(file, examineManifest(text, [styleFindings]).diagnostics);
}
