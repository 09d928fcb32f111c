import type { IndexEntry, IndexHead } from '../../src/index.ts';

export const HEAD: Omit<IndexHead, 'packages'> = {
  identity: 'example.org/demo',
  serial: 7,
  date: '2026-01-31T12:00:00Z',
  expires: undefined,
  scheme: 'debian',
  architectures: ['amd64', 'all'],
  triggers: [
    {
      name: 'ldconfig',
      paths: ['usr/lib/'],
      command: ['/sbin/ldconfig'],
      creates: ['etc/ld.so.cache'],
    },
    { name: 'mandb', paths: ['usr/share/man/'], command: ['/usr/bin/mandb', '-q'] },
  ],
};

const ENTRY: IndexEntry = {
  name: 'web',
  version: '1.0',
  architecture: 'amd64',
  kind: 'package',
  standard: undefined,
  summary: 'A web server',
  description: undefined,
  licence: undefined,
  homepage: undefined,
  essential: false,
  group: undefined,
  parallel: undefined,
  depends: [],
  recommends: [],
  conflicts: [],
  provides: [],
  replaces: [],
  pac: { url: 'pool/web.pac', size: 10, sha256: 'a'.repeat(64) },
  source: undefined,
  installedSize: 0,
  config: [],
  modes: [],
  files: undefined,
  build: undefined,
  integration: undefined,
  published: undefined,
};

export function entry(changes: Partial<IndexEntry>): IndexEntry {
  return { ...ENTRY, ...changes };
}
