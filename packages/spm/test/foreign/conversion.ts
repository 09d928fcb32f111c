import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openPac } from '@mpkg/mpkg';
import { extractPac } from '../../../mpkg/src/archive/extract-pac.ts';
import { ArtifactCache } from '../../src/artifacts/cache.ts';
import { convert } from '../../src/foreign/convert.ts';
import type { Converted } from '../../src/foreign/converted.ts';
import type { Layout } from '../../src/foreign/kind.ts';

export interface SourceSpec {
  readonly directory: string;
  readonly bytes: Buffer;
  readonly name?: string;
  readonly layout?: Layout;
  readonly limit?: number;
  /** Default: one of its own below the directory. */
  readonly cache?: ArtifactCache;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Writes the bytes into a file and converts it. */
export async function converted(spec: SourceSpec): Promise<Converted> {
  const { directory, bytes, name = 'sample.deb', cache = new ArtifactCache(join(directory, 'cache')) } = spec;
  const path = join(directory, name);
  writeFileSync(path, bytes);
  return convert(cache, {
    path,
    name,
    sha256: sha256(bytes),
    ...(spec.layout && { layout: spec.layout }),
    ...(spec.limit !== undefined && { limit: spec.limit }),
  });
}

/** Deploys a conversion as its modes table says, but for owners. */
export async function unpack({ pac, modes }: Converted, directory: string): Promise<void> {
  await using reader = await openPac(pac);
  await extractPac(reader, directory);
  for (const [path, { mode }] of modes) {
    if (mode !== undefined) chmodSync(join(directory, path), mode);
  }
}

/** The entries of a pac as `KIND PATH`. */
export async function entriesOf({ pac }: Converted): Promise<readonly string[]> {
  await using reader = await openPac(pac);
  return [...reader.index].map(({ kind, path }) => `${kind} ${path}`);
}

/** What every file of a conversion holds, and where every link points, by path. */
export async function contentsOf({ pac }: Converted): Promise<Readonly<Record<string, string>>> {
  await using reader = await openPac(pac);
  const found: Record<string, string> = {};
  for (const { entry, kind, path } of reader.index) {
    if (kind === 'dir') continue;
    const chunks: Uint8Array[] = [];
    for await (const chunk of reader.readEntry(entry)) chunks.push(Buffer.from(chunk));
    found[path] = Buffer.concat(chunks).toString('latin1');
  }
  return found;
}
