import fs from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { bytesOfBuffer } from '../../src/bytes.ts';
import { openPac } from '../../src/archive/open-pac.ts';
import type { PacReader } from '../../src/archive/pac-reader.ts';

/** Vectors of the project's own, made with other programs than the project's; `sample.pac` is described in `sample.ts`. */
export const OWN_VECTORS = path.join(import.meta.dirname, 'vectors');

/** One line per entry: kind, size, SHA-256 of the content (a link's target), path. */
export async function contentLines(reader: PacReader): Promise<string[]> {
  const hashes = new Map<number, ReturnType<typeof createHash>>();
  await reader.readContents((entry, piece) => {
    let hash = hashes.get(entry);
    if (hash === undefined) hashes.set(entry, (hash = createHash('sha256')));
    hash.update(piece);
  });
  return [...reader.index].map(({ entry, kind, size, path: name }) =>
    kind === 'dir' ? `dir - - ${name}` : `${kind} ${size} ${hashes.get(entry)?.digest('hex')} ${name}`,
  );
}

export async function contentsOf(file: string): Promise<string[]> {
  await using reader = await openPac(file);
  return await contentLines(reader);
}

/** The contents of all small leaves by path. */
export async function textsOf(file: string): Promise<Record<string, string>> {
  await using reader = await openPac(file);
  const texts: Record<string, string> = {};
  await reader.readContents((entry, piece) => (texts[reader.index.path(entry)] = bytesOfBuffer(piece)));
  return texts;
}

/** A plain archive made by hand: its index entries and all contents. */
export function archive(entries: readonly Uint8Array[], contents: string): Buffer {
  const index = Buffer.concat(entries);
  const length = index.length < 256 ? [0, index.length] : [1, index.length & 255, index.length >> 8];
  return Buffer.concat([Buffer.from('PAC'), Buffer.from(length), index, Buffer.from(contents, 'latin1')]);
}

export function writeFile(directory: string, name: string, bytes: Uint8Array | string): string {
  const file = path.join(directory, name);
  fs.writeFileSync(file, bytes);
  return file;
}
