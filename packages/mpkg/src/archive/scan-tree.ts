import type { Stats } from 'node:fs';
import { quoteBytes, type Bytes } from '../bytes.ts';
import { MpkgError } from '../errors.ts';
import { linkTarget, lookAt, namesIn } from '../tree/look.ts';
import { join } from '../tree/paths.ts';
import { MAX_NESTED_DIRECTORIES } from '../pac/limits.ts';
import { comparePackingOrder } from '../pac/order.ts';
import type { NewEntry } from '../pac/write-index.ts';
import { lostMode, type Identity } from './lost-mode.ts';
import type { ModeRow } from './modes.ts';
import { packable } from './packable.ts';

export interface ScanOptions {
  /** By path from the root of the tree. An excluded directory is not entered. */
  readonly isExcluded: (path: Bytes, status: Stats) => boolean;
  readonly packer: Identity;
}

export interface ScannedTree {
  /** In packing order. */
  readonly entries: readonly NewEntry[];
  readonly modes: ReadonlyMap<Bytes, ModeRow>;
}

/**
 * Lists a tree as an archive would hold it, without reading contents.
 * @throws MpkgError `entry-unsupported` naming everything that an archive cannot hold
 */
export function scanTree(root: Bytes, options: ScanOptions): ScannedTree {
  const scan = new Scan(root, options);
  scan.enter('' as Bytes, 0);
  if (scan.faults.length > 0) throw unsupported(scan.faults);
  return scan;
}

class Scan implements ScannedTree {
  readonly entries: NewEntry[] = [];
  readonly modes = new Map<Bytes, ModeRow>();
  readonly faults: { readonly path: Bytes; readonly reason: string }[] = [];
  readonly #root: Bytes;
  readonly #options: ScanOptions;

  constructor(root: Bytes, options: ScanOptions) {
    this.#root = root;
    this.#options = options;
  }

  enter(directory: Bytes, depth: number): void {
    const children = namesIn(join(this.#root, directory)).map((name) => this.#look(directory, name, depth));
    for (const child of children.filter((found) => found !== undefined).sort(comparePackingOrder)) {
      this.entries.push(child);
      if (child.kind === 'dir') this.enter(join(directory, child.name), depth + 1);
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
    this.faults.push({ path, reason });
  }
}

function unsupported(faults: Scan['faults']): MpkgError {
  const shown = faults.slice(0, 10).map(({ path, reason }) => `${quoteBytes(path)}: ${reason}`);
  const more = faults.length > shown.length ? [`and ${faults.length - shown.length} more`] : [];
  return new MpkgError('entry-unsupported', `an archive cannot hold\n  ${[...shown, ...more].join('\n  ')}`, {
    subject: quoteBytes(faults[0]?.path ?? ''),
    hint: 'leave them out with --exclude',
    details: { entries: faults.map(({ path, reason }) => ({ path: quoteBytes(path).slice(1, -1), reason })) },
  });
}
