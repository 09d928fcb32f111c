import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Rows } from '../src/index.ts';
import { jsonText } from '../src/report/json-text.ts';

test('rows are written as the array that they stand for, each when its turn comes', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), fc.jsonValue(), (rows, value) => {
      assert.equal([...jsonText(new Rows(rows))].join(''), JSON.stringify(rows));
      const text = [...jsonText({ value, none: undefined, inner: { rows: new Rows(rows), value } })].join('');
      assert.equal(text, JSON.stringify({ value, inner: { rows, value } }));
    }),
  );
  let made = 0;
  function* counted() {
    for (; made < 3; made++) yield made;
  }
  const pieces = jsonText(new Rows(counted()));
  assert.equal(pieces.next().value, '[0');
  assert.equal(made, 0);
});
