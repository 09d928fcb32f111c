import fs, { type Stats } from 'node:fs';
import { bytesOfText, type Bytes } from '../bytes.ts';
import { MpkgError } from '../errors.ts';
import { join } from '../tree/paths.ts';
import { writeIndex, type NewEntry } from '../pac/write-index.ts';
import { compileGlob } from './glob.ts';
import type { ArchiveSource } from './archive-blocks.ts';
import type { Identity } from './lost-mode.ts';
import type { ModesTable } from './modes.ts';
import { ScannedTree } from './scan-tree.ts';
import { writeArchive, type WriteOptions, type WrittenArchive } from './write-archive.ts';

export interface TreeOptions {
  /** Patterns of what to leave out; see `compileGlob`. */
  readonly exclude?: readonly string[];
}

/** An archive that is not written yet. */
export interface PlannedArchive {
  readonly source: ArchiveSource;
  /** What it cannot store of modes and owners. */
  readonly modes: ModesTable;
}

export type PackedArchive = WrittenArchive & Pick<PlannedArchive, 'modes'>;

/**
 * Packs the contents of `directory`: the same tree always gives the same archive, whatever its times, owners and the order of
 * its directories on disk. Hard links become copies.
 * @throws MpkgError as `planTree` and `writeArchive`
 */
export async function createPac(
  file: string,
  directory: string,
  options: TreeOptions & WriteOptions = {},
): Promise<PackedArchive> {
  const { source, modes } = planTree(file, directory, options);
  return { ...(await writeArchive(file, source, options)), modes };
}

/**
 * Lists a tree as the archive `file` will hold it.
 * @throws MpkgError `file-not-found`, `entry-unsupported`
 */
export function planTree(
  file: string,
  directory: string,
  { exclude = [] }: TreeOptions = {},
): PlannedArchive {
  if (fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new MpkgError('file-not-found', `${directory}: no such directory`, { subject: directory });
  }
  const root = bytesOfText(directory);
  const tree = new ScannedTree(root, { isExcluded: exclusion(file, exclude), packer: self() });
  const { head, index } = writeIndex(some(tree, directory));
  return { source: { head, index, fileOf: (entry) => join(root, index.path(entry)) }, modes: tree.modes };
}

function* some(entries: Iterable<NewEntry>, directory: string): Generator<NewEntry> {
  let isEmpty = true;
  for (const entry of entries) {
    isEmpty = false;
    yield entry;
  }
  if (isEmpty) throw new MpkgError('entry-unsupported', `${directory}: there is nothing to pack`);
}

/** Patterns, and the archive itself when an older one lies in the tree. */
function exclusion(file: string, patterns: readonly string[]): (path: Bytes, status: Stats) => boolean {
  const globs = patterns.map(compileGlob);
  const output = fs.statSync(file, { throwIfNoEntry: false });
  return (path, { dev, ino }) =>
    (output !== undefined && output.ino === ino && output.dev === dev) ||
    globs.some((matches) => matches(path));
}

/** Who packs: files that belong to them are not foreign. */
export function self(): Identity {
  return { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
}
