import { createHash } from 'node:crypto';

import { modesToJson, parseModes } from '@mpkg/mpkg';

import type { ArtifactCache } from '../artifacts/cache.ts';
import type { Converted } from './converted.ts';
import type { ForeignKind, Layout } from './kind.ts';
import { KINDS } from './kinds.ts';

const KEY_DIGITS = 16;

/** What a conversion depends on besides the converter. */
export interface ConversionInput {
  /** Of the source, hexadecimal. */
  readonly sha256: string;
  /** The published name of the source: the last part of its URL. */
  readonly name: string;
  readonly layout?: Layout;
}

/** What of a conversion is kept beside its pac. */
interface Kept extends Omit<Converted, 'pac' | 'modes'> {
  readonly converter: string;
  readonly modes: string;
}

/** A conversion made before; undefined when there is none, its pac is gone, or the converter is another one now. */
export function findConversion(cache: ArtifactCache, input: ConversionInput): Converted | undefined {
  const note = noteName(input);
  const kept = parsed(cache.readNote(note));
  if (kept === undefined || !CONVERTERS.has(kept.converter)) return undefined;
  const { converter: _, modes, ...rest } = kept;
  const pac = cache.find(rest);
  return pac === undefined ? undefined : { ...rest, pac, modes: parseModes(modes, note) };
}

export function keepConversion(
  cache: ArtifactCache,
  input: ConversionInput,
  converted: Converted,
  kind: ForeignKind,
): void {
  const { pac: _, modes, ...rest } = converted;
  const kept: Kept = { ...rest, converter: converterName(kind), modes: JSON.stringify(modesToJson(modes)) };
  cache.writeNote(noteName(input), JSON.stringify(kept));
}

const CONVERTERS: ReadonlySet<string> = new Set(KINDS.map(converterName));

function converterName({ id, version }: ForeignKind): string {
  return `${id}-${version}`;
}

function noteName({ sha256, name: published, layout = {} }: ConversionInput): string {
  const { name = published, prefix = '', strip = 0 } = layout;
  const placed = createHash('sha256')
    .update(JSON.stringify([name, prefix, strip]))
    .digest('hex');
  return `${sha256}.${placed.slice(0, KEY_DIGITS)}`;
}

/** Undefined also for what a power cut may have left: the conversion is then made again. */
function parsed(text: string | undefined): Kept | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Kept);
  } catch {
    return undefined;
  }
}
