import { createHash } from 'node:crypto';

import { type IndexHead, parseIndexEntry, writeIndex } from '@mpkg/manifest';

const HEAD: Omit<IndexHead, 'packages'> = {
  identity: 'example',
  serial: 7,
  date: '2026-01-01T00:00:00Z',
  expires: undefined,
  scheme: 'semver',
  architectures: ['amd64'],
  triggers: [],
};

/** A native index of `count` packages. */
export function nativeIndexText(head: Partial<IndexHead> = {}, count = 3): string {
  const entries = Array.from({ length: count }, (_, number) =>
    parseIndexEntry(
      JSON.stringify({
        name: `p${number}`,
        version: '1.0.0',
        architecture: 'amd64',
        summary: 'a package',
        pac: { url: `p${number}.pac`, size: 1, sha256: 'a'.repeat(64) },
      }),
      1,
    ),
  );
  return [...writeIndex({ ...HEAD, ...head }, entries, createHash('sha256'))].join('');
}
