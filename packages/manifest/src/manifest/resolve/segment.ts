import { ManifestError } from '../../errors.ts';
import { parseRange, satisfies } from '../../ranges/index.ts';
import { schemeOf } from '../parts.ts';
import type { Manifest, Segment } from '../schema/manifest.ts';

/** The segment that a version belongs to; an empty one when the manifest has none. Throws `segment-missing`. */
export function segmentOf(manifest: Manifest, version: string): Segment {
  const segments = manifest['version-range'];
  if (segments === undefined) return {};
  const scheme = schemeOf(manifest);
  const found = Object.entries(segments).find(([range]) => satisfies(parseRange(range, scheme), version));
  if (found !== undefined) return found[1];
  throw new ManifestError(
    'segment-missing',
    `${manifest.name} ${version}: no \`version-range\` contains this version`,
    {
      subject: `${manifest.name}@${version}`,
      hint: `segments: ${Object.keys(segments).join(', ')}`,
    },
  );
}
