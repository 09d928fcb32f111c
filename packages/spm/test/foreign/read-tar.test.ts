import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';

import { buildTree, temporaryDirectory, type Tree } from '@mpkg/testkit';

import { SpmError } from '../../src/errors.ts';
import { memoryContents } from '../../src/foreign/contents.ts';
import type { Member } from '../../src/foreign/member.ts';
import { readTar } from '../../src/foreign/tar/read-tar.ts';
import { has } from './archives.ts';

interface BlockSpec {
  readonly name: string;
  readonly type?: string;
  readonly size?: string;
  readonly magic?: string;
  readonly uid?: string;
  readonly userName?: string;
  readonly prefix?: string;
}

/** A header block; numbers as they stand in their fields. */
function block(spec: BlockSpec): Buffer {
  const { name, type = '0', size = '0', magic = 'ustar\x0000', uid = '0', userName = 'root', prefix } = spec;
  const header = Buffer.alloc(512);
  const fields: readonly (readonly [number, string])[] = [
    [0, name],
    [100, '0000644\0'],
    [108, uid],
    [116, '0'],
    [124, size],
    [148, ' '.repeat(8)],
    [156, type],
    [257, magic],
    [265, userName],
    [345, prefix ?? ''],
  ];
  for (const [at, text] of fields) header.write(text, at, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

function content(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

function extended(type: string, text: string): Buffer {
  return Buffer.concat([block({ name: 'ext', type, size: text.length.toString(8) }), content(text)]);
}

function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const length = rest.length + String(rest.length + 2).length;
  return `${length}${rest}`;
}

function read(...parts: readonly Buffer[]): readonly Member[] {
  return [...readTar(memoryContents(Buffer.concat(parts)))];
}

const END = Buffer.alloc(1024);

describe('a tar archive, header by header', () => {
  test('has paths of the prefix and the name, and types of its own', () => {
    const members = read(
      block({ name: 'name', prefix: 'some/where' }),
      block({ name: 'dir/' }),
      block({ name: 'contiguous', type: '7' }),
      END,
    );
    assert.deepEqual(
      members.map(({ type, path }) => `${type} ${path}`),
      ['file some/where/name', 'directory dir/', 'file contiguous'],
    );
  });

  test('of V7 has numbers alone, and no prefix', () => {
    const [member] = read(block({ name: 'a', magic: '', uid: '123', userName: 'other', prefix: 'x' }), END);
    assert.equal(member?.path, 'a');
    assert.equal(member?.attributes.owner, 0o123);
  });

  test('has long names in headers of GNU', () => {
    const long = 'n'.repeat(300);
    const [member, next] = read(
      extended('L', `${long}\0`),
      extended('K', 'target\0'),
      block({ name: 'short', type: '2' }),
      block({ name: 'next', type: '2' }),
      END,
    );
    assert.deepEqual([member?.path, member?.target], [long, 'target']);
    assert.deepEqual([next?.path, next?.target], ['next', '']);
  });

  test('has pax headers for one member and for all, their values bytes', () => {
    const members = read(
      extended('g', record('uname', 'everyone')),
      extended('x', record('path', 'caf\xc3\xa9\xff') + record('size', '3')),
      block({ name: 'a', size: '0', uid: '1' }),
      content('abc'),
      block({ name: 'b' }),
      END,
    );
    assert.deepEqual(
      members.map(({ path, content: { size } }) => [path, size]),
      [
        ['caf\xc3\xa9\xff', 3],
        ['b', 0],
      ],
    );
    assert.equal(members[0]?.attributes.owner, 1);
  });

  test('has binary sizes', () => {
    const size = `\x80${'\0'.repeat(8)}\0\x02\x01`;
    const [member] = read(block({ name: 'a', size }), Buffer.alloc(1024));
    assert.equal(member?.content.size, 0x201);
  });

  test('may end without the blocks that say so, and have such blocks inside', () => {
    assert.equal(read(block({ name: 'a' })).length, 1);
    assert.equal(read(block({ name: 'a' }), END, block({ name: 'b' })).length, 2);
  });

  for (const [what, parts, code] of [
    ['no number for a size', [block({ name: 'a', size: '9' })], 'package-malformed'],
    ['a negative size', [block({ name: 'a', size: '\xff'.repeat(12) })], 'package-malformed'],
    ['a cut header', [block({ name: 'a' }).subarray(0, 100)], 'package-malformed'],
    ['a cut extended header', [block({ name: 'x', type: 'x', size: '777' })], 'package-malformed'],
    ['a huge extended header', [block({ name: 'x', type: 'x', size: '77777777777' })], 'package-malformed'],
    ['a pax record without a key', [extended('x', '9 nothing')], 'package-malformed'],
    [
      'a sparse file of pax',
      [extended('x', record('GNU.sparse.major', '1')), block({ name: 'a' })],
      'entry-unsupported',
    ],
    ['a sparse file of GNU', [block({ name: 'a', type: 'S' })], 'entry-unsupported'],
    ['a type of which nobody knows', [block({ name: 'a', type: 'V' })], 'entry-unsupported'],
  ] as const) {
    test(`is refused for ${what}`, () => {
      assert.throws(
        () => read(...parts),
        (error) => error instanceof SpmError && error.code === code,
      );
    });
  }
});

/** Long names and targets, and names that are not UTF-8. */
const TREE: Tree = {
  [`long/${'d'.repeat(90)}/${'n'.repeat(200)}`]: 'content',
  'link-to-long': { link: 'x'.repeat(180) },
  plain: 'plain',
};

describe('what GNU tar writes', { skip: !has('tar') && 'tar is missing' }, () => {
  for (const format of ['v7', 'ustar', 'oldgnu', 'gnu', 'posix']) {
    test(`in the format ${format}`, () => {
      using directory = temporaryDirectory();
      const short: Tree = { plain: 'plain', 'a/b': 'content' };
      buildTree(directory.path, format === 'v7' || format === 'ustar' ? short : TREE);
      const { stdout } = spawnSync('tar', [`--format=${format}`, '-cf', '-', '.'], { cwd: directory.path });
      const listed = spawnSync('tar', ['-tf', '-'], { input: stdout, encoding: 'utf8' });
      const members = [...readTar(memoryContents(stdout))];
      assert.deepEqual(
        members.map(({ path }) => path),
        listed.stdout.trim().split('\n'),
      );
      const file = members.find(({ path }) => path.endsWith('plain'));
      const { offset = 0, size = 0 } = file?.content ?? {};
      assert.equal(stdout.toString('utf8', offset, offset + size), 'plain');
    });
  }
});
