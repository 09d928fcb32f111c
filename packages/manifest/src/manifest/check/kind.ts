import { error } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../../diagnostics/diagnostic.ts';
import { keyComplaint } from '../../shape/complaint.ts';
import { partsOf } from '../parts.ts';
import type { Manifest } from '../schema/manifest.ts';

const BUILD_KEYS = ['build-depends', 'build-instructions', 'patches', 'binary', 'config', 'modes'] as const;

/** Keys that make no sense for the kind of the manifest. */
export function kindFindings(manifest: Manifest): readonly Finding[] {
  const { kind = 'package', standard } = manifest;
  const hint = 'write `"kind": "abstract"`';
  const misplaced = keyComplaint(['standard'], 'only an abstract package has a standard', hint);
  const standards = standard !== undefined && kind !== 'abstract' ? [error('value-invalid', misplaced)] : [];
  if (kind === 'package') return standards;
  const built = partsOf(manifest).flatMap(({ path, content }) =>
    BUILD_KEYS.filter((key) => content[key] !== undefined).map((key) =>
      error(
        'value-invalid',
        keyComplaint([...path, key], `kind \`${kind}\` has no files, so \`${key}\` means nothing`),
      ),
    ),
  );
  return [...standards, ...built];
}
