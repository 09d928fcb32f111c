import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';

import { ManifestError, parseIndexEntry, satisfies, writeIndex, type IndexEntry } from '@mpkg/manifest';

import type { CandidateRecord } from '../../../src/catalogue/record.ts';
import { GRAMMARS, openIndex } from '../../../src/formats/native/index.ts';

const HEAD = {
  identity: 'example.org/demo',
  serial: 7,
  date: '2026-01-31T12:00:00Z',
  expires: undefined,
  scheme: 'semver' as const,
  architectures: ['amd64'],
  triggers: [],
};

const PAC = { url: 'pool/a.pac', size: 1000, sha256: 'ab'.repeat(32) };

const entry = (keys: object): IndexEntry =>
  parseIndexEntry(
    JSON.stringify({ name: 'a', version: '1.0.0', architecture: 'amd64', summary: 'a thing', ...keys }),
    1,
  );

function indexOf(...entries: IndexEntry[]): string {
  return [...writeIndex(HEAD, entries, createHash('sha256'))].join('');
}

/** The records of an index that arrives in chunks of `size` bytes. */
async function read(text: string, size = 7): Promise<CandidateRecord[]> {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  const { records } = await openIndex(chunks);
  const found: CandidateRecord[] = [];
  for await (const batch of records) found.push(...batch);
  return found;
}

describe('openIndex', () => {
  it('reads what the head says before anything else', async () => {
    const { head } = await openIndex([Buffer.from(indexOf())]);
    assert.equal(head.identity, 'example.org/demo');
    assert.equal(head.scheme, 'semver');
  });

  it('maps every key that counts', async () => {
    const [record = assert.fail()] = await read(
      indexOf(
        entry({
          summary: 'größer',
          pac: PAC,
          parallel: '1',
          essential: true,
          depends: ['b >=1.0.0 | c'],
          recommends: ['d'],
          conflicts: ['e <2.0.0'],
          replaces: ['old'],
          provides: ['virtual =1.2.0', 'other'],
          'installed-size': 5,
          config: ['etc/a'],
          homepage: 'https://example.org',
        }),
      ),
    );
    const { details, ...rest } = record;
    assert.deepEqual(rest, {
      name: 'a',
      version: '1.0.0',
      architecture: 'amd64',
      series: '1',
      multiArch: 'separate',
      priority: 3,
      essential: true,
      kind: 'package',
      standard: undefined,
      depends: ['b >=1.0.0 | c'],
      recommends: ['d'],
      conflicts: ['e <2.0.0'],
      replaces: ['old'],
      provides: [
        { name: 'virtual', version: '1.2.0' },
        { name: 'other', version: undefined },
      ],
      downloadBytes: 1000,
      installedBytes: 5,
    });
    assert.deepEqual(details, {
      summary: 'größer',
      location: PAC.url,
      sha256: PAC.sha256,
      homepage: 'https://example.org',
      parallel: '1',
      provides: 'virtual =1.2.0, other',
      config: ['etc/a'],
    });
  });

  it('lets what runs anywhere serve every architecture', async () => {
    const [record] = await read(indexOf(entry({ architecture: 'all', pac: PAC })));
    assert.equal(record?.multiArch, 'everywhere');
  });

  it('keeps the standard of an abstract package', async () => {
    const [record] = await read(indexOf(entry({ name: 'java', kind: 'abstract', standard: 'openjdk' })));
    assert.deepEqual([record?.kind, record?.standard, record?.downloadBytes], ['abstract', 'openjdk', 0]);
  });

  it('finds the same however the bytes are cut', async () => {
    const text = indexOf(
      ...['ä', 'b', 'c'].map((summary, index) => entry({ name: `p${index}`, summary, pac: PAC })),
    );
    const whole = await read(text, text.length * 2);
    for (const size of [1, 2, 64]) assert.deepEqual(await read(text, size), whole);
  });

  it('refuses an index that is cut off, wherever that is', async () => {
    const text = indexOf(entry({ pac: PAC }), entry({ name: 'b', pac: PAC }));
    for (let length = 0; length < text.length - 1; length += 37) {
      await assert.rejects(read(text.slice(0, length)), (error) => {
        return error instanceof ManifestError && ['index-truncated', 'index-malformed'].includes(error.code);
      });
    }
  });
});

describe('the grammar of native requirements', () => {
  it('tells names, ranges and architectures', () => {
    const [first = assert.fail(), second = assert.fail()] = GRAMMARS.semver('b >=1.2.0 | c:i386');
    assert.deepEqual([first.name, first.architecture], ['b', undefined]);
    assert.ok(
      first.range !== undefined && satisfies(first.range, '1.3.0') && !satisfies(first.range, '1.1.0'),
    );
    assert.deepEqual(second, { name: 'c', architecture: 'i386', range: undefined });
  });
});
