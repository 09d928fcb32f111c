import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseIndexEntry, writeIndex } from '@mpkg/manifest';

/** An entry as a maintainer writes it; a pac is named by its file in the repository's directory. */
export interface NativeEntry {
  readonly name: string;
  readonly version: string;
  readonly pac?: string;
  readonly [key: string]: unknown;
}

/** Writes the index of a native repository whose pacs are in the directory; versions are Debian's. */
export function publish(directory: string, packages: readonly NativeEntry[]): void {
  const entries = packages.map((one) => parseIndexEntry(JSON.stringify(entryOf(directory, one)), 1));
  const head = {
    identity: 'example.org/bench',
    serial: 1,
    date: '2026-01-01T00:00:00Z',
    expires: undefined,
    scheme: 'debian',
    architectures: ['amd64'],
    triggers: [],
  } as const;
  const lines = [...writeIndex(head, entries, createHash('sha256'))];
  fs.writeFileSync(path.join(directory, 'index.jsonl'), lines.join(''));
}

function entryOf(directory: string, { pac, ...entry }: NativeEntry): object {
  const known = { architecture: 'all', summary: `about ${entry.name}`, ...entry };
  if (pac === undefined) return known;
  const content = fs.readFileSync(path.join(directory, pac));
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { 'installed-size': content.length, ...known, pac: { url: pac, size: content.length, sha256 } };
}
