import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseIndexEntry, writeIndex } from '@mpkg/manifest';

/** A paragraph of a Debian index; fields as they are written there, sizes and digests filled in. */
export type Paragraph = Readonly<Record<string, string>> & {
  readonly Package: string;
  readonly Version: string;
};

/** Writes a `Packages` file and returns it. */
export function debianIndex(directory: string, paragraphs: readonly Paragraph[]): string {
  const file = path.join(directory, 'Packages');
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(file, paragraphs.map(paragraphText).join('\n'));
  return file;
}

function paragraphText(fields: Paragraph): string {
  const { Package: name, Version: version } = fields;
  const all = {
    Architecture: 'amd64',
    Maintainer: 'Somebody <somebody@example.org>',
    'Installed-Size': '100',
    Description: `about ${name}`,
    Filename: `pool/${name}_${version}.deb`,
    Size: '20000',
    SHA256: createHash('sha256').update(`${name} ${version}`).digest('hex'),
    ...fields,
  };
  return Object.entries(all)
    .map(([field, value]) => `${field}: ${value}\n`)
    .join('');
}

/** An entry of a native index; what it leaves out is filled in. */
export type Entry = Readonly<Record<string, unknown>> & { readonly name: string; readonly version: string };

/** Writes a native index and returns its folder. */
export function nativeIndex(directory: string, entries: readonly Entry[], serial = 1): string {
  const parsed = entries.map((entry) => parseIndexEntry(JSON.stringify(entryOf(entry)), 1));
  const head = {
    identity: 'example',
    serial,
    date: '2026-01-01T00:00:00Z',
    expires: undefined,
    scheme: 'semver',
    architectures: ['amd64'],
    triggers: [],
  } as const;
  fs.mkdirSync(directory, { recursive: true });
  const text = [...writeIndex(head, parsed, createHash('sha256'))].join('');
  fs.writeFileSync(path.join(directory, 'index.jsonl'), text);
  return directory;
}

function entryOf({ kind = 'package', ...entry }: Entry): object {
  const sha256 = createHash('sha256').update(JSON.stringify(entry)).digest('hex');
  const pac = { url: `${entry.name}-${entry.version}.pac`, size: 1000, sha256 };
  const known = { architecture: 'amd64', summary: `about ${entry.name}`, kind, ...entry };
  return kind === 'package' ? { ...known, pac, 'installed-size': 3000 } : known;
}
