import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MpkgError } from '../../src/errors.ts';
import { parseHeader } from '../../src/pac/header.ts';
import { parseIndex } from '../../src/pac/parse-index.ts';
import { writeIndex } from '../../src/pac/write-index.ts';
import { entriesOf, trees } from './trees.ts';

/** Parses hostile bytes: the outcome is an index or a typed refusal, and nothing else. */
function parseOrRefuse(raw: Uint8Array): number | undefined {
  try {
    return parseIndex(raw).length;
  } catch (error) {
    assert.ok(error instanceof MpkgError, `not a typed error: ${String(error)}`);
    assert.equal(error.exit, 6);
    return undefined;
  }
}

test('what is written reads back as it was', () => {
  fc.assert(
    fc.property(trees(0xffff_ffff), (tree) => {
      const entries = entriesOf(tree);
      const { head } = writeIndex(entries);
      const { indexStart, indexLength } = parseHeader(head);
      assert.equal(head.length, indexStart + indexLength);
      const index = parseIndex(head.subarray(indexStart));
      const read = [...index].map(({ entry, kind, size }) =>
        kind === 'dir'
          ? { kind, name: index.name(entry), depth: index.depth(entry) }
          : { kind, name: index.name(entry), size },
      );
      assert.deepEqual(read, entries);
    }),
  );
});

test('entries are what they are, in whatever order they are asked for', () => {
  const asked = fc.record({ tree: trees(0xffff_ffff), order: fc.array(fc.nat(), { maxLength: 40 }) });
  fc.assert(
    fc.property(asked, ({ tree, order }) => {
      const { index } = writeIndex(entriesOf(tree));
      const inOrder = [...index].map((entry) => ({ ...entry, parent: index.parent(entry.entry) }));
      for (const at of order.map((number) => number % index.length)) {
        const { path, kind, size, parent } = inOrder[at] as (typeof inOrder)[number];
        assert.equal(index.path(at), path);
        assert.deepEqual([index.size(at), index.kind(at), index.parent(at)], [size, kind, parent]);
        assert.equal(index.find(path), at);
        assert.equal(parent < 0 ? '' : `${inOrder[parent]?.path}/`, path.slice(0, path.lastIndexOf('/') + 1));
      }
    }),
  );
});

test('random bytes are parsed or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (raw) => void parseOrRefuse(raw)),
    { numRuns: 2000 },
  );
});

test('bytes that look like an index are parsed or refused', () => {
  const byte = fc.constantFrom(
    0,
    0,
    1,
    4,
    5,
    6,
    7,
    8,
    12,
    0x61,
    0x62,
    0x2e,
    0x2f,
    0x0a,
    0x80,
    0x81,
    0x82,
    0xff,
  );
  const bytes = fc.array(byte, { maxLength: 60 }).map((values) => Uint8Array.from(values));
  fc.assert(
    fc.property(bytes, (raw) => void parseOrRefuse(raw)),
    { numRuns: 5000 },
  );
});

test('an index with one byte changed is parsed or refused, and cut it is refused or shorter', () => {
  const mutation = fc.record({ tree: trees(1000), at: fc.nat(), byte: fc.nat(255) });
  fc.assert(
    fc.property(mutation, ({ tree, at, byte }) => {
      const { head, index } = writeIndex(entriesOf(tree));
      const raw = head.slice(head.length - index.offset(index.length));
      const cut = parseOrRefuse(raw.subarray(0, at % raw.length));
      assert.ok(cut === undefined || cut < index.length);
      raw[at % raw.length] = byte;
      parseOrRefuse(raw);
    }),
    { numRuns: 500 },
  );
});
