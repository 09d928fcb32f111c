import { createHash } from 'node:crypto';

import { modesToJson, parseModes } from '@mpkg/mpkg';

import type { ArtifactCache } from '../artifacts/cache.ts';
import type { Converted } from './converted.ts';
import type { ForeignKind, Layout } from './kind.ts';

const KEY_DIGITS = 16;

/** What a conversion depends on, as the name that it is kept under. */
export function conversionKey(sha256: string, kind: ForeignKind, layout: Layout): string {
  const { name = '', prefix = '', strip = 0 } = layout;
  const placed = createHash('sha256')
    .update(JSON.stringify([name, prefix, strip]))
    .digest('hex');
  return `${sha256}.${kind.id}-${kind.version}.${placed.slice(0, KEY_DIGITS)}`;
}

/** What of a conversion is kept beside its pac. */
type Kept = Omit<Converted, 'pac' | 'modes'> & { readonly modes: string };

/** A conversion made before; undefined when there is none, or its pac is gone. */
export function readConversion(cache: ArtifactCache, key: string): Converted | undefined {
  const text = cache.readNote(key);
  if (text === undefined) return undefined;
  let kept: Kept;
  try {
    kept = JSON.parse(text) as Kept;
  } catch {
    // What a power cut left of it: the conversion is made again.
    return undefined;
  }
  const pac = cache.find(kept);
  return pac === undefined ? undefined : { ...kept, pac, modes: parseModes(kept.modes, key) };
}

export function writeConversion(cache: ArtifactCache, key: string, converted: Converted): void {
  const { pac: _, modes, ...rest } = converted;
  const kept: Kept = { ...rest, modes: JSON.stringify(modesToJson(modes)) };
  cache.writeNote(key, JSON.stringify(kept));
}
