import type { Stats } from 'node:fs';
import { quoteBytes, type Bytes } from '../bytes.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { MpkgError } from '../errors.ts';
import { linkTarget, lookAt, namesIn } from '../tree/look.ts';
import { join } from '../tree/paths.ts';
import { MAX_NESTED_DIRECTORIES } from '../pac/limits.ts';
import type { NewEntry } from '../pac/write-index.ts';
import { lostMode, type Identity } from './lost-mode.ts';
import type { ModeRow } from './modes.ts';
import { packable } from './packable.ts';

export interface ScanOptions {
  /** By path from the root of the tree. An excluded directory is not entered. */
  readonly isExcluded: (path: Bytes, status: Stats) => boolean;
  readonly packer: Identity;
}

/** What was looked up for that many entries takes some 12 MB. */
const COLLECT_EVERY = 16 * 1024;

interface Fault {
  readonly path: Bytes;
  readonly reason: string;
}

/** The entries of a tree as an archive would hold it, found while they are iterated. */
export class ScannedTree implements Iterable<NewEntry> {
  /** What an archive would lose, of what was iterated so far. */
  readonly modes = new Map<Bytes, ModeRow>();
  readonly #root: Bytes;
  readonly #options: ScanOptions;
  readonly #faults: Fault[] = [];
  #seen = 0;

  constructor(root: Bytes, options: ScanOptions) {
    this.#root = root;
    this.#options = options;
  }

  /**
   * In packing order; contents are not read.
   * @throws MpkgError at the end, `entry-unsupported` naming everything that an archive cannot hold
   */
  *[Symbol.iterator](): Generator<NewEntry> {
    yield* this.#enter('' as Bytes, 0);
    if (this.#faults.length > 0) throw unsupported(this.#faults.sort((a, b) => (a.path < b.path ? -1 : 1)));
  }

  /** Leaves come first, so only the directories have to be kept in mind. */
  *#enter(directory: Bytes, depth: number): Generator<NewEntry> {
    const directories: NewEntry[] = [];
    for (const name of namesIn(join(this.#root, directory)).sort()) {
      if (++this.#seen % COLLECT_EVERY === 0) collectGarbage();
      const child = this.#look(directory, name, depth);
      if (child?.kind === 'dir') directories.push(child);
      else if (child !== undefined) yield child;
    }
    for (const child of directories) {
      yield child;
      yield* this.#enter(join(directory, child.name), depth + 1);
    }
  }

  #look(directory: Bytes, name: Bytes, depth: number): NewEntry | undefined {
    const path = join(directory, name);
    const file = join(this.#root, path);
    const status = lookAt(file);
    if (status === undefined)
      throw new MpkgError('source-changed', `${quoteBytes(path)} disappeared`, { subject: path });
    if (this.#options.isExcluded(path, status)) return undefined;
    const { kind, fault } = packable(name, status);
    if (fault !== undefined) return this.#refuse(path, fault);
    if (kind === 'dir' && depth >= MAX_NESTED_DIRECTORIES) {
      return this.#refuse(path, `more than ${MAX_NESTED_DIRECTORIES} directories are nested`);
    }
    const lost = lostMode(status, kind, this.#options.packer);
    if (lost !== undefined) this.modes.set(path, lost);
    if (kind === 'dir') return { kind, name, depth };
    return { kind, name, size: kind === 'link' ? linkTarget(file).length : status.size };
  }

  #refuse(path: Bytes, reason: string): undefined {
    this.#faults.push({ path, reason });
  }
}

function unsupported(faults: readonly Fault[]): MpkgError {
  const shown = faults.slice(0, 10).map(({ path, reason }) => `${quoteBytes(path)}: ${reason}`);
  const more = faults.length > shown.length ? [`and ${faults.length - shown.length} more`] : [];
  return new MpkgError('entry-unsupported', `an archive cannot hold\n  ${[...shown, ...more].join('\n  ')}`, {
    subject: quoteBytes(faults[0]?.path ?? ''),
    hint: 'leave them out with --exclude',
    details: { entries: faults.map(({ path, reason }) => ({ path: quoteBytes(path).slice(1, -1), reason })) },
  });
}
