import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { writeIndex, type Bytes, type NewEntry } from '@mpkg/mpkg';
import { temporaryDirectory } from '@mpkg/testkit';
import { assertBelowLimit, MIB, peakOf } from '../support/peak.ts';

/** Sparse on disk; more than any buffer, so that a leak of one part in ten would show. */
const FILE_BYTES = 384 * MIB;
const FILES = 2;

test('memory stays below 64 MiB whatever an archive holds', async () => {
  using directory = temporaryDirectory();
  const tree = path.join(directory.path, 'tree');
  fs.mkdirSync(tree);
  for (let i = 0; i < FILES; i++) {
    fs.closeSync(fs.openSync(path.join(tree, `f${i}`), 'w'));
    fs.truncateSync(path.join(tree, `f${i}`), FILE_BYTES);
  }
  for (const codec of ['gz', 'zst', 'none']) {
    const file = path.join(directory.path, `a.${codec}.pac`);
    const peaks = {
      create: await peakOf(
        'mpac',
        'create',
        file,
        tree,
        '-z',
        codec,
        ...(codec === 'gz' ? ['--level', '1'] : []),
      ),
      list: await peakOf('mpac', 'list', file),
      verify: await peakOf('mpac', 'verify', file),
      cat: await peakOf('mpac', 'cat', file, 'f1'),
    };
    assertBelowLimit(peaks, codec);
    fs.rmSync(file);
  }
});

/** Directories of many empty files: an archive that is all index. */
function* manyEntries(directories: number, files: number): Generator<NewEntry> {
  for (let at = 0; at < directories; at++) {
    yield { kind: 'dir', depth: 0, name: `d${String(at).padStart(5, '0')}` as Bytes };
    for (let file = 0; file < files; file++) {
      yield { kind: 'file', size: 0, name: `f${String(file).padStart(5, '0')}` as Bytes };
    }
  }
}

test('nor when it has a million entries', async () => {
  using directory = temporaryDirectory();
  const file = path.join(directory.path, 'a.pac');
  fs.writeFileSync(file, writeIndex(manyEntries(1000, 1000)).head);
  const peaks = {
    verify: await peakOf('mpac', 'verify', file),
    list: await peakOf('mpac', 'list', file),
    'list --long': await peakOf('mpac', 'list', '-l', file),
    'list --json': await peakOf('mpac', 'list', '--json', file),
    dump: await peakOf('mpac', 'dump', file),
    cat: await peakOf('mpac', 'cat', file, 'd00999/f00999'),
  };
  assertBelowLimit(peaks, 'a million entries');
});

const hasXz = spawnSync('xz', ['--version']).status === 0;

test('nor when the program xz decodes it', { skip: !hasXz && 'there is no xz' }, async () => {
  using directory = temporaryDirectory();
  const tree = path.join(directory.path, 'tree');
  const file = path.join(directory.path, 'a.pac');
  fs.mkdirSync(tree);
  fs.writeFileSync(path.join(tree, 'f'), '');
  fs.truncateSync(path.join(tree, 'f'), FILE_BYTES / 2);
  await peakOf('mpac', 'create', file, tree);
  // A check that the decoder in process does not know.
  execFileSync('xz', ['-0', '--check=sha256', file]);
  for (const args of [
    ['verify', `${file}.xz`],
    ['cat', `${file}.xz`, 'f'],
    ['extract', `${file}.xz`, path.join(directory.path, 'out')],
  ]) {
    assertBelowLimit({ [String(args[0])]: await peakOf('mpac', ...args) }, 'xz');
  }
});
