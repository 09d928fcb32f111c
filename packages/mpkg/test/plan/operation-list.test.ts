import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Bytes } from '../../src/bytes.ts';
import type { Operation, Subtree } from '../../src/plan/operation.ts';
import { OperationList } from '../../src/plan/operation-list.ts';

/** More names than a list holds as they are. */
const BELOW = Array.from({ length: 20_000 }, (_, at) => `file "${at}"\xff` as Bytes);
const bytes = (text: string): Bytes => text as Bytes;
const MANY: Subtree = [bytes('first'), [bytes('below'), BELOW]];

const name = fc.constantFrom('a', 'b"c', 'd\\e', '\xfe', '') as fc.Arbitrary<Bytes>;
const subtree = fc.constantFrom<Subtree | null>(null, [], [bytes('x'), [bytes('y'), [bytes('z')]]], MANY);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record(
    { kind: fc.constant('replace' as const), item: name, target: name, backup: name },
    { noNullPrototype: true },
  ),
  fc.record(
    {
      kind: fc.constant('move' as const),
      from: name,
      to: name,
      what: fc.constantFrom('file' as const, 'directory' as const),
      subtree,
    },
    { noNullPrototype: true },
  ),
);

/** What is packed has getters. */
const plain = (operations: Iterable<Operation>): Operation[] =>
  Array.from(operations, (each) =>
    each.kind === 'replace'
      ? each
      : { kind: 'move', from: each.from, to: each.to, what: each.what, subtree: each.subtree },
  );

const text = (list: OperationList): string => Buffer.concat(list.json()).toString('latin1');

test('a list gives back what was put in, forwards, backwards and as JSON, packed or not', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 8 }), fc.nat(8), (operations, cut) => {
      const list = OperationList.of(operations.slice(0, cut));
      list.append(OperationList.of(operations.slice(cut)));
      assert.equal(list.length, operations.length);
      assert.deepEqual(plain(list), operations);
      assert.deepEqual(plain(list.reversed()), operations.toReversed());
      assert.deepEqual(JSON.parse(`[${text(list)}]`), operations);
    }),
    { numRuns: 60 },
  );
});

test('a list of very many operations is in their order', () => {
  const operations = Array.from({ length: 45_000 }, (_, at): Operation => {
    const [from, to] = [`stage/n${at}` as Bytes, `usr/${at}` as Bytes];
    return at % 1000 === 7
      ? { kind: 'move', from, to, what: 'directory', subtree: ['x' as Bytes] }
      : { kind: 'move', from, to, what: 'file', subtree: null };
  });
  const list = OperationList.of(operations);
  assert.deepEqual(plain(list), operations);
  assert.deepEqual(plain(list.reversed()), operations.toReversed());
  assert.deepEqual(JSON.parse(`[${text(list)}]`), operations);
});
