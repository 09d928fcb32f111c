import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Bytes } from '../../src/bytes.ts';
import { DirectoryCounts } from '../../src/state/directory-counts.ts';
import { formatFileList, fullPaths, parseFileList } from '../../src/state/file-list.ts';
import { checkName } from '../../src/package-id.ts';
import { NewLeaves, type Paths, type RecordedLeaf } from '../../src/tree/leaves.ts';
import { formatRecord, parseRecord, type PackageRecord } from '../../src/state/record.ts';
import { OperationList } from '../../src/plan/operation-list.ts';
import { formatJournal, parseJournal } from '../../src/transaction/journal.ts';

const bytes = (...texts: string[]): Bytes[] => texts as Bytes[];
const paths = (...texts: string[]): Paths => ({
  length: texts.length,
  at: (place) => texts[place] as Bytes,
});
const whole = (pieces: Iterable<string>): string => [...pieces].join('');

describe('a list', () => {
  for (const [prefix, files, written] of [
    ['', ['a', 'b/c'], 'a\nb/c\n'],
    ['usr/lib', ['a'], 'usr/lib/\na\n'],
    ['', [], ''],
  ] as const) {
    test(`reads back: ${JSON.stringify(written)}`, () => {
      assert.equal(whole(formatFileList({ prefix: prefix as Bytes, paths: paths(...files) })), written);
      const list = parseFileList(written, 'x');
      assert.equal(list.prefix, prefix);
      assert.deepEqual(fullPaths({ ...list, prefix: '' as Bytes }), files);
    });
  }

  test('reads back when it is long', () => {
    const files = Array.from({ length: 3000 }, (_, at) => `directory/${at}`);
    const written = whole(formatFileList({ prefix: 'p' as Bytes, paths: paths(...files) }));
    assert.equal(written, ['p/', ...files, ''].join('\n'));
    assert.deepEqual(fullPaths({ ...parseFileList(written, 'x'), prefix: '' as Bytes }), files);
  });

  for (const wrong of ['a\nb', 'a\n\nb\n', '\n', '/a\n', 'p/\nq/\n', 'p/\n/q\n']) {
    test(`is damaged: ${JSON.stringify(wrong)}`, () => {
      assert.throws(() => parseFileList(wrong, 'x'), { code: 'state-malformed' });
    });
  }

  test('gives full paths', () => {
    assert.deepEqual(fullPaths({ prefix: 'p' as Bytes, paths: paths('a') }), ['p/a']);
  });
});

describe('directory counts', () => {
  test('count holders, and know those that lost the last', () => {
    const counts = new DirectoryCounts('2 a\n1 a/b c\n' as Bytes);
    counts.hold('d' as Bytes);
    counts.release('a' as Bytes);
    counts.release('a/b c' as Bytes);
    counts.release('never made' as Bytes);
    assert.deepEqual(counts.abandoned(), ['a/b c']);
    assert.equal(counts.format(), '1 a\n1 d\n');
  });

  test('are those of a plain map, for any names and order', () => {
    const path = fc.constantFrom('a', 'a/b', 'a b', 'a-b', 'aa', 'b', '\xff', 'z/z') as fc.Arbitrary<Bytes>;
    const step = fc.record({ path, isHeld: fc.boolean() });
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 5 }), (transactions) => {
        const model = new Map<string, number>();
        let text = '' as Bytes;
        for (const steps of transactions) {
          const counts = new DirectoryCounts(text);
          for (const { path: at, isHeld } of steps) {
            if (isHeld) counts.hold(at);
            else counts.release(at);
            model.set(at, Math.max(0, (model.get(at) ?? 0) + (isHeld ? 1 : -1)));
          }
          text = counts.format();
        }
        const held = [...model].filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1));
        assert.equal(text, held.map(([at, count]) => `${count} ${at}\n`).join(''));
      }),
    );
  });

  test('refuse what is no count', () => {
    assert.throws(() => new DirectoryCounts('1 a\n2' as Bytes), { code: 'state-malformed' });
    assert.throws(() => new DirectoryCounts('x a\n' as Bytes).count('a' as Bytes), {
      code: 'state-malformed',
    });
  });
});

describe('a record', () => {
  const facts = {
    group: 'default' as Bytes,
    name: 'foo' as Bytes,
    prefix: '' as Bytes,
    pac: { file: '/foo.pac' as Bytes, size: 3, sha256: null },
    keptPac: false,
    skips: bytes('x', 'y'),
    skipped: bytes('x'),
    configuration: [],
    directories: bytes('\xff'),
    elsewhere: {},
    modes: {},
  };
  const record = (...leaves: RecordedLeaf[]): PackageRecord => {
    const columns = new NewLeaves(paths(...leaves.map(({ path }) => path)));
    for (const { kind, size, checksum, window } of leaves) columns.push(kind, size, checksum, window);
    return { ...facts, leaves: columns };
  };
  const few = [
    { path: 'a' as Bytes, kind: 'exec', size: 2 ** 32 - 1, checksum: 2 ** 31, window: [1.5, 2.25] },
    { path: 'b' as Bytes, kind: 'link', size: 1, checksum: 2, window: [3, 4] },
  ] as const;

  for (const [what, leaves] of [
    ['as it was', few],
    ['with one window', few.slice(1)],
    ['without leaves', []],
    ['with very many leaves', Array.from({ length: 10_000 }, (_, at) => ({ ...few[1], size: at }))],
  ] as const) {
    test(`reads back ${what}`, () => {
      const files = leaves.map(({ path }) => path);
      const back = parseRecord(whole(formatRecord(record(...leaves))), paths(...files), 'x');
      assert.deepEqual({ ...back, leaves: [...back.leaves] }, { ...facts, leaves });
    });
  }

  test('is damaged when it is cut, of another format, or does not fit its list', () => {
    const written = whole(formatRecord(record(...few)));
    for (const [wrong, files] of [
      [written.slice(0, 40), paths('a', 'b')],
      [written.replace('"format":1', '"format":2'), paths('a', 'b')],
      [written, paths('a')],
    ] as const) {
      assert.throws(() => parseRecord(wrong, files, 'x'), { code: 'state-malformed' });
    }
  });
});

const STORED = {
  format: 1,
  group: 'default',
  name: 'foo',
  prefix: '',
  pac: { file: '/foo.pac', size: 3, sha256: null },
  keptPac: false,
  skips: [],
  skipped: [],
  configuration: [],
  directories: ['a'],
  elsewhere: {},
  modes: {},
  leaves: { kinds: 'f', sizes: [1], checksums: [2], windows: [[3, 4]], window: [] },
};

const read = (changed: object): PackageRecord =>
  parseRecord(JSON.stringify({ ...STORED, ...changed }), paths('a/b'), '/state/foo.json');

describe('a record of other types', () => {
  test('is the same as long as they are right', () => {
    assert.equal(read({}).name, 'foo');
    assert.equal(read({ modes: { a: { mode: 1, uid: null, gid: null, capabilities: null } } }).name, 'foo');
  });

  for (const changed of [
    { group: undefined },
    { name: 1 },
    { prefix: '../out' },
    { prefix: '/usr' },
    { pac: null },
    { keptPac: 'yes' },
    { skipped: {} },
    { directories: 7 },
    { directories: ['a/../../b'] },
    { elsewhere: null },
    { elsewhere: { a: '..' } },
    { modes: { a: null } },
    { modes: { a: { mode: '755' } } },
    { leaves: null },
    { leaves: { ...STORED.leaves, kinds: 'q' } },
    { leaves: { ...STORED.leaves, sizes: ['1'] } },
    { leaves: { ...STORED.leaves, sizes: [2 ** 32] } },
    { leaves: { ...STORED.leaves, checksums: [] } },
    { leaves: { ...STORED.leaves, checksums: [-1] } },
    { leaves: { ...STORED.leaves, windows: [[1]] } },
  ]) {
    test(`is damaged with ${JSON.stringify(changed)}`, () => {
      assert.throws(() => read(changed), { code: 'state-malformed', hint: /rm \/state\/foo\.list/ });
    });
  }

  test('is that of another program when its format is another', () => {
    assert.throws(() => read({ format: 2 }), { code: 'state-malformed', hint: 'use the mpkg that wrote it' });
    assert.throws(() => parseRecord('null', paths('a/b'), 'x'), { code: 'state-malformed' });
  });
});

describe('a journal', () => {
  const journal = {
    stages: bytes('.mpkg-1'),
    operations: OperationList.of([
      { kind: 'replace', item: '\xfe' as Bytes, target: 't' as Bytes, backup: 'b' as Bytes },
    ]),
    prune: [],
  };
  const written = Buffer.concat(formatJournal(journal)).toString('latin1');

  test('reads back, committed or not', () => {
    const { operations, ...rest } = parseJournal(written as Bytes, 'x');
    assert.deepEqual([...operations], [...journal.operations]);
    assert.deepEqual(rest, { stages: journal.stages, prune: [], committed: false });
    assert.equal(parseJournal(`${written}committed\n` as Bytes, 'x').committed, true);
    assert.equal(parseJournal(`${written}commit` as Bytes, 'x').committed, false);
  });

  test('is damaged when any byte of it is another', () => {
    for (let at = 0; at < written.length; at++) {
      const wrong = `${written.slice(0, at)}#${written.slice(at + 1)}`;
      assert.throws(() => parseJournal(wrong as Bytes, 'x'), { code: 'state-malformed' }, `byte ${at}`);
    }
  });
});

test('names of groups and packages make file names', () => {
  for (const name of ['python3.8', 'musl-x64', 'a', '7zip', 'g++'])
    assert.equal(checkName('group', name), name);
  for (const name of ['', '.a', 'a/b', 'a b', '-a', 'a\n', 'x'.repeat(201)]) {
    assert.throws(() => checkName('package', name), { code: 'usage' });
  }
});
