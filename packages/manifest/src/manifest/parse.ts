import { refusal } from '../diagnostics/refusal.ts';
import { examineManifest } from './examine.ts';
import type { Manifest } from './schema/manifest.ts';

/**
 * The manifest in the text of a `MANIFEST.json`. Throws `manifest-invalid` with the place of the first error, and all of them under
 * `details.diagnostics`.
 */
export function parseManifest(text: string): Manifest {
  const { manifest, diagnostics } = examineManifest(text);
  if (manifest === undefined) throw refusal('manifest-invalid', diagnostics);
  return manifest;
}
