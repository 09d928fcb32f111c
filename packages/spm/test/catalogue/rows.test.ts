import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { Numbering } from '../../src/catalogue/columns/numbering.ts';
import { RelationEncoder } from '../../src/catalogue/compile/relation-encoder.ts';
import { RankedBits, encodeRankedBits } from '../../src/catalogue/ranked-bits.ts';
import { RelationRows } from '../../src/catalogue/relation-rows.ts';
import { Slots, encodeSlots } from '../../src/catalogue/slots.ts';
import { SparseRows, encodeSparseRows } from '../../src/catalogue/sparse-rows.ts';

describe('RankedBits', () => {
  it('counts as a sorted list does', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200)), fc.nat(60), (numbers, extra) => {
        const places = numbers.toSorted((a, b) => a - b);
        const size = (places.at(-1) ?? -1) + 1 + extra;
        const bits = new RankedBits(encodeRankedBits(size, places));
        for (let place = 0; place < size; place++) {
          assert.equal(bits.has(place), places.includes(place));
          assert.equal(bits.rank(place), places.filter((other) => other < place).length);
        }
        assert.equal(bits.rank(size), places.length);
      }),
    );
  });
});

describe('Slots', () => {
  it('finds the beginning of the slot of every candidate', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (sizes) => {
        const slotOf = sizes.reduce<number[]>(
          (before, size) => [...before, ...Array.from({ length: size }, () => before.length)],
          [],
        );
        const slots = new Slots(encodeSlots(slotOf.length, new Set(slotOf)));
        for (const [candidate, first] of slotOf.entries()) {
          assert.equal(slots.firstOf(candidate), first);
          assert.equal(slots.begins(candidate), candidate === first);
        }
      }),
    );
  });
});

const rows = fc.array(fc.oneof(fc.constant([]), fc.array(fc.nat(1e6), { maxLength: 4 })), { maxLength: 80 });

describe('RelationRows', () => {
  it('gives back the rows', () => {
    fc.assert(
      fc.property(rows, (expected) => {
        const encoder = new RelationEncoder();
        for (const row of expected) encoder.add(row);
        const relations = new RelationRows(encoder.encode());
        for (const [index, row] of expected.entries()) assert.deepEqual(relations.of(index), row);
      }),
    );
  });
});

describe('SparseRows', () => {
  it('gives back the rows', () => {
    fc.assert(
      fc.property(rows, (expected) => {
        const sparse = new SparseRows(encodeSparseRows(expected));
        for (const [index, row] of expected.entries()) assert.deepEqual(sparse.of(index), row);
      }),
    );
  });
});

describe('Numbering', () => {
  it('numbers as a map does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'ü', '\n', '𝄞') })),
        (texts) => {
          const numbering = new Numbering();
          const numbers = new Map<string, number>();
          for (const text of texts) {
            if (!numbers.has(text)) {
              assert.equal(numbering.find(text), -1);
              numbers.set(text, numbers.size);
            }
            assert.equal(numbering.of(text), numbers.get(text));
            assert.equal(numbering.text(numbering.find(text)), text);
          }
          assert.equal(numbering.length, numbers.size);
        },
      ),
    );
  });

  it('numbers thousands of texts', () => {
    const numbering = new Numbering();
    const texts = Array.from({ length: 5000 }, (_, index) => `package-${index}-${'x'.repeat(index % 50)}`);
    for (const [number, text] of texts.entries()) assert.equal(numbering.of(text), number);
    for (const [number, text] of texts.entries()) assert.equal(numbering.find(text), number);
  });
});
