import { bytesOfBuffer, type Bytes } from '../bytes.ts';
import type { PacReader } from './pac-reader.ts';

/** The targets of all links by entry. A compressed archive without links is not decompressed for it. */
export async function linkTargets(reader: PacReader): Promise<ReadonlyMap<number, Bytes>> {
  const { index } = reader;
  const targets = new Map<number, Bytes>();
  let last = -1;
  for (let entry = 0; entry < index.length; entry++) if (index.kind(entry) === 'link') last = entry;
  if (last < 0) return targets;
  await reader.readContents((entry, piece) => void targets.set(entry, bytesOfBuffer(piece)), {
    wants: (entry) => index.kind(entry) === 'link',
    until: last,
  });
  return targets;
}
