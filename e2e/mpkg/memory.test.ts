import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { writeIndex, type Bytes, type NewEntry } from '@mpkg/mpkg';
import { temporaryDirectory } from '@mpkg/testkit';
import { assertBelowLimit, MIB, peakOf } from '../support/peak.ts';

const PACKAGES = 200;
/** In each package; directories have one file, as in packages with translations and modules. */
const DIRECTORIES = 38;
const FILE_BYTES = 600;

function* entriesOf(number: number): Generator<NewEntry> {
  const above = ['opt', `package-${number}`, 'usr', 'share'] as Bytes[];
  for (const [depth, name] of above.entries()) yield { kind: 'dir', depth, name };
  for (let at = 0; at < DIRECTORIES; at++) {
    yield { kind: 'dir', depth: above.length, name: `directory-${String(at).padStart(3, '0')}` as Bytes };
    yield { kind: 'file', size: FILE_BYTES, name: `module-${number}.py` as Bytes };
  }
}

test('200 packages in one run take less than 64 MiB', async () => {
  using directory = temporaryDirectory();
  const root = path.join(directory.path, 'root');
  fs.mkdirSync(root);
  const names = Array.from({ length: PACKAGES }, (_, number) => `p${number}`);
  const pacs = names.map((name, number) => {
    const file = path.join(directory.path, `${name}.pac`);
    const { head, index } = writeIndex(entriesOf(number));
    fs.writeFileSync(file, Buffer.concat([head, Buffer.alloc(index.contentBytes, 'x')]));
    return file;
  });
  const peaks = {
    deploy: await peakOf('mpkg', '-i', ...pacs, '-q', '--root', root),
    remove: await peakOf('mpkg', '-u', ...names, '-q', '--root', root),
  };
  assertBelowLimit(peaks, `${PACKAGES} packages`);
});

const MANY_FILES = { directories: 1000, each: 100 };
/** A quarter more than replacing them all takes; objects for each, instead of columns, would take twice as much. */
const MANY_FILES_LIMIT = 160 * MIB;

const directoryName = (at: number): Bytes => `directory-${String(at).padStart(6, '0')}` as Bytes;

function* manyEntries(): Generator<NewEntry> {
  yield { kind: 'dir', depth: 0, name: 'opt' as Bytes };
  for (let at = 0; at < MANY_FILES.directories; at++) {
    yield { kind: 'dir', depth: 1, name: directoryName(at) };
    for (let number = 0; number < MANY_FILES.each; number++)
      yield { kind: 'file', size: 20, name: `module-${String(number).padStart(5, '0')}.py` as Bytes };
  }
}

function packMany(directory: string, content: string): string {
  const file = path.join(directory, content, 'many.pac');
  const { head, index } = writeIndex(manyEntries());
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, Buffer.concat([head, Buffer.alloc(index.contentBytes, content)]));
  return file;
}

test('100,000 files in one package take less than 160 MiB', async () => {
  using directory = temporaryDirectory(fs.existsSync('/dev/shm') ? '/dev/shm' : undefined);
  const [old, next] = [packMany(directory.path, 'old'), packMany(directory.path, 'new')];
  for (const existing of [0, MANY_FILES.directories]) {
    const root = path.join(directory.path, `root-${existing}`);
    fs.mkdirSync(root);
    for (let at = 0; at < existing; at++)
      fs.mkdirSync(path.join(root, 'opt', directoryName(at)), { recursive: true });
    const peaks = {
      deploy: await peakOf('mpkg', '-i', old, '-q', '--no-sync', '--root', root),
      replace: await peakOf('mpkg', '-i', next, '--replace', '-q', '--no-sync', '--root', root),
      remove: await peakOf('mpkg', '-u', 'many', '-q', '--no-sync', '--root', root),
    };
    assertBelowLimit(peaks, `100,000 files in ${existing} directories that were there`, MANY_FILES_LIMIT);
  }
});

test('a large package takes no more than a small one', async () => {
  using directory = temporaryDirectory();
  const root = path.join(directory.path, 'root');
  fs.mkdirSync(root);
  const file = path.join(directory.path, 'large.pac');
  const { head, index } = writeIndex(
    ['a', 'b', 'c'].map((name) => ({ kind: 'file', size: 384 * MIB, name: name as Bytes })),
  );
  fs.writeFileSync(file, head);
  fs.truncateSync(file, head.length + index.contentBytes);
  const peaks = {
    deploy: await peakOf('mpkg', '-i', file, '-q', '--root', root),
    replace: await peakOf('mpkg', '-i', file, '--replace', '-q', '--root', root),
    remove: await peakOf('mpkg', '-u', 'large', '-q', '--root', root),
  };
  assertBelowLimit(peaks, 'three files of 384 MiB');
});
