import fs from 'node:fs';
import path from 'node:path';
import { writeIndex, type Bytes, type NewEntry } from '@mpkg/mpkg';
import { BIN } from '@mpkg/testkit';
import { execute } from '../lib/measure.ts';
import { publish, type NativeEntry } from '../lib/native-repository.ts';

const SPM = path.join(BIN, 'spm');
export const PACKAGES = 2000;
const TRANSACTIONS = 20;
/** Of so many packages one is asked for, and needs the others. */
const WISHED_EVERY = 10;
/** Files of a package, over and over: few have many. Their mean, 100, is that of an installed Debian system. */
const FILE_COUNTS = [4, 7, 9, 12, 16, 22, 30, 45, 90, 765];

/** A root with 2,000 packages that 20 transactions of spm installed from a native repository. */
export function installSystem(work: string): string {
  const repository = path.join(work, 'repository');
  const root = path.join(work, 'root');
  fs.mkdirSync(repository);
  fs.mkdirSync(root);
  const entries = Array.from({ length: PACKAGES }, (_, at) => entryOf(repository, at));
  publish(repository, entries);
  const spm = (...args: readonly string[]): string => execute({ argv: [SPM, ...args, '--root', root, '-q'] });
  spm('repo', 'add', 'bench', repository);
  spm('sync');
  for (let first = 0; first < PACKAGES; first += PACKAGES / TRANSACTIONS) {
    const numbers = Array.from({ length: PACKAGES / TRANSACTIONS }, (_, at) => first + at);
    const wished = numbers.filter((at) => at % WISHED_EVERY === WISHED_EVERY - 1);
    spm('install', ...wished.map(nameOf), '-y');
  }
  return root;
}

export function nameOf(at: number): string {
  return `package-${String(at).padStart(4, '0')}`;
}

/** A file of a package that every one has. */
export function fileOf(at: number): string {
  return `/usr/share/${nameOf(at)}/file-000`;
}

/** Each needs three that come before it. */
function entryOf(repository: string, at: number): NativeEntry {
  const name = nameOf(at);
  const pac = `${name}.pac`;
  const count = FILE_COUNTS[at % FILE_COUNTS.length] ?? 0;
  fs.writeFileSync(path.join(repository, pac), writeIndex(treeOf(name, count)).head);
  const depends = [at - 1, at >> 1, at >> 2].filter((other) => other >= 0 && other < at).map(nameOf);
  return { name, version: `1.${at}-1`, pac, depends: [...new Set(depends)].toSorted() };
}

/** Empty files below a directory of the package's own. */
function* treeOf(name: string, count: number): Generator<NewEntry> {
  for (const [depth, directory] of ['usr', 'share', name].entries()) {
    yield { kind: 'dir', name: directory as Bytes, depth };
  }
  for (let at = 0; at < count; at++) {
    yield { kind: 'file', name: `file-${String(at).padStart(3, '0')}` as Bytes, size: 0 };
  }
}
