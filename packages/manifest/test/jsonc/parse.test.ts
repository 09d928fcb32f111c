import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ManifestError, locateKey, locateValue, parseJsonc, valueOf } from '../../src/index.ts';

const TEXT = `// what this is
{
  "name": "web", /* inline */
  "depends": [
    "apache", // the server
    { "any": ["java", "tomcat"], },
  ],
}
`;

test('comments and trailing commas are read over', () => {
  assert.deepEqual(valueOf(parseJsonc(TEXT)), {
    name: 'web',
    depends: ['apache', { any: ['java', 'tomcat'] }],
  });
});

test('every key and value has its place', () => {
  const root = parseJsonc(TEXT);
  assert.deepEqual(locateKey(TEXT, root, ['depends']), { line: 4, column: 3 });
  assert.deepEqual(locateValue(TEXT, root, ['depends']), { line: 4, column: 14 });
  assert.deepEqual(locateValue(TEXT, root, ['depends', 1, 'any', 1]), { line: 6, column: 23 });
  assert.deepEqual(locateKey(TEXT, root, ['depends', 1, 'any']), { line: 6, column: 7 });
  assert.deepEqual(
    locateValue(TEXT, root, ['summary']),
    { line: 2, column: 1 },
    'a missing value is where it would be',
  );
});

test('a malformed text has a line, a column and where possible the text that was meant', () => {
  for (const [text, line, column, hint] of [
    ['', 1, 1, undefined],
    ['{', 1, 2, undefined],
    ['{"a": 1', 1, 8, undefined],
    ['{\n  a: 1\n}', 2, 3, 'write `"a"`'],
    ['{\n  "a" 1\n}', 2, 7, undefined],
    ['{"a": 1 "b": 2}', 1, 9, undefined],
    ['{"a": 1,, "b": 2}', 1, 9, undefined],
    ['{"a": yes}', 1, 7, 'write `"yes"` for a text'],
    ['{"a": 01}', 1, 7, undefined],
    ['{"a": 1,\n "a": 2}', 2, 2, undefined],
    ['{"a": "b\n"}', 1, 7, 'write `\\n` for a new line'],
    ['{"a": "\\x"}', 1, 7, 'write `\\n` for a new line'],
    ['[1] 2', 1, 5, undefined],
    ['[1 /* 2]', 1, 4, 'close it with `*/`'],
    ["['a']", 1, 2, undefined],
    ['['.repeat(200), 1, 102, undefined],
  ] as const) {
    assert.throws(
      () => parseJsonc(text),
      (error) => {
        assert.ok(error instanceof ManifestError);
        assert.equal(error.code, 'json-invalid');
        assert.deepEqual(error.position, { line, column }, text);
        assert.equal(error.hint, hint, text);
        return true;
      },
    );
  }
});

test('every JSON text means what JSON.parse says', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space);
      assert.deepEqual(valueOf(parseJsonc(text)), JSON.parse(text));
    }),
  );
});

test('only what JSON.parse refuses is refused, but for comments, commas and double keys', () => {
  const text = fc.string({
    unit: fc.constantFrom(...Array.from('{}[],:"\\0123-.eEtrufalsn ')),
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, (source) => {
      let expected: unknown;
      try {
        expected = JSON.parse(source);
      } catch {
        return;
      }
      assert.deepEqual(valueOf(parseJsonc(source)), expected);
    }),
    { numRuns: 2000 },
  );
});

test('a key cannot change the prototype', () => {
  const value = valueOf(parseJsonc('{"__proto__": {"polluted": true}}')) as object;
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.ok(Object.hasOwn(value, '__proto__'));
});
