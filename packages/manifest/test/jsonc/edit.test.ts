import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseJsonc, removeValue, setValue, valueOf } from '../../src/index.ts';
import type { JsonPath } from '../../src/index.ts';

const CONFIG = `// system configuration
{
  // preferred
  "arch": "amd64", // set by the installer
  "repos": [
    "main", // first
    "extra"
  ],
  "fetch": { "parallel": 4 }
  /* the end */
}
`;

/** Path, value, the changed part of CONFIG before and after. */
const EDITS: readonly (readonly [JsonPath, unknown, string, string])[] = [
  [['arch'], 'i686', '"amd64"', '"i686"'],
  [['repos', 0], 'core', '"main"', '"core"'],
  [['repos', 2], 'third', '"extra"\n', '"extra",\n    "third"\n'],
  [['fetch', 'retries'], 2, '{ "parallel": 4 }', '{ "parallel": 4, "retries": 2 }'],
  [['offline'], true, '}\n  /* the end */\n', '},\n  /* the end */\n  "offline": true\n'],
  [
    ['solver', 'budget'],
    5,
    '}\n  /* the end */\n',
    '},\n  /* the end */\n  "solver": {\n    "budget": 5\n  }\n',
  ],
  [['fetch'], { a: [1] }, '{ "parallel": 4 }', '{\n    "a": [\n      1\n    ]\n  }'],
];

test('an edit changes its place and nothing else', () => {
  for (const [path, value, before, after] of EDITS) {
    assert.equal(
      setValue(CONFIG, path, value),
      CONFIG.replace(before, () => after),
      path.join('.'),
    );
  }
});

test('an empty or one-line text grows into a laid-out one', () => {
  assert.equal(setValue('', ['a', 'b'], 1), '{\n  "a": {\n    "b": 1\n  }\n}\n');
  assert.equal(setValue('{}', ['a'], 1), '{\n  "a": 1\n}');
  assert.equal(setValue('{ // nothing yet\n}', ['a'], 1), '{ // nothing yet\n  "a": 1\n}');
  assert.equal(setValue('{\n\t"a": 1,\n}', ['b'], [2]), '{\n\t"a": 1,\n\t"b": [\n\t\t2\n\t]\n}');
});

test('an edit that leads into a scalar is refused', () => {
  for (const path of [
    ['arch', 'x'],
    ['repos', 'x'],
    ['repos', 5],
  ]) {
    assert.throws(() => setValue(CONFIG, path, 1), { code: 'edit-impossible' });
  }
});

test('a value is removed with its key and comma, its comments stay', () => {
  for (const [path, before, after] of [
    [['arch'], '\n  "arch": "amd64",', ''],
    [['repos', 0], '\n    "main",', ''],
    [['repos', 1], '"main", // first\n    "extra"', '"main" // first'],
    [['fetch'], '],\n  "fetch": { "parallel": 4 }', ']'],
    [['fetch', 'parallel'], ' "parallel": 4', ''],
    [['absent', 'x'], '', ''],
  ] as const) {
    assert.equal(removeValue(CONFIG, path), CONFIG.replace(before, after), path.join('.'));
  }
});

/** A JSON text with a comment in every place where white space may be. */
function sprinkle(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', ' // c\n');
}

function comments(text: string): number {
  return text.split('// c').length - 1;
}

const key = fc.constantFrom('a', 'b', 'c');
const plain = { maxKeys: 3, noNullPrototype: true };
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.integer(),
    fc.dictionary(key, tie('tree'), plain),
    fc.array(tie('tree'), { maxLength: 3 }),
  ),
}));
const document = fc.dictionary(key, tree, plain);
const path = fc.array(key, { minLength: 1, maxLength: 3 });

/** The oracle: the same edit on plain values; `undefined` where a path leads into something that is no object. */
function assign(value: unknown, [step, ...rest]: readonly string[], leaf: unknown): unknown {
  if (step === undefined) return leaf;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const inner = assign((value as Record<string, unknown>)[step] ?? {}, rest, leaf);
  return inner === undefined ? undefined : { ...value, [step]: inner };
}

test('an edited text means the edited value and keeps its comments', () => {
  fc.assert(
    fc.property(document, path, fc.oneof(fc.integer(), document), (value, steps, leaf) => {
      const expected = assign(value, steps, leaf);
      fc.pre(expected !== undefined);
      const text = sprinkle(value);
      const edited = setValue(text, steps, leaf);
      assert.deepEqual(valueOf(parseJsonc(edited)), expected);
      const isNew = comments(setValue(text, steps, 0)) === comments(text);
      if (isNew) assert.equal(comments(edited), comments(text));
    }),
    { numRuns: 500 },
  );
});

test('what was set and removed again leaves the value as it was', () => {
  fc.assert(
    fc.property(document, fc.constantFrom('x', 'y'), (value, fresh) => {
      const text = sprinkle(value);
      const removed = removeValue(setValue(text, [fresh], { deep: [1] }), [fresh]);
      assert.deepEqual(valueOf(parseJsonc(removed)), value);
      assert.equal(comments(removed), comments(text));
    }),
  );
});
