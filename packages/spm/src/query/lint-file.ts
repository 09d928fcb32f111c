import { createHash } from 'node:crypto';
import { basename } from 'node:path';

import { parseJsonc, valueOf } from '@mpkg/manifest';
import { lintIndex, lintManifest, lintProfile, type FileDiagnostic } from '@mpkg/manifest/lint';

/** What `spm lint` reads. */
type Kind = 'manifest' | 'profile' | 'index';

/** Everything that can be said against the text of a manifest, a profile or an index, whichever it is. */
export function lintFile(text: string, file: string): readonly FileDiagnostic[] {
  switch (kindOf(text, file)) {
    case 'manifest':
      return lintManifest(text, file);
    case 'profile':
      return lintProfile(text, file);
    case 'index':
      return lintIndex(text.replace(/\n$/, '').split('\n'), file, createHash('sha256'));
  }
}

/** An index is told by its name; a profile by its list of packages. */
function kindOf(text: string, file: string): Kind {
  const name = basename(file);
  if (/\.jsonl(\.(gz|xz|zst))?$/.test(name)) return 'index';
  return name !== 'MANIFEST.json' && hasPackages(text) ? 'profile' : 'manifest';
}

function hasPackages(text: string): boolean {
  try {
    const value = valueOf(parseJsonc(text));
    return typeof value === 'object' && value !== null && 'packages' in value;
  } catch {
    return false;
  }
}
