import type { Stats } from 'node:fs';
import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { addChild, childNamed, countOfChildren, forget, freeze, LEAST_SEALED, seal } from './children.ts';
import { kindOf, linkTarget, lookAt, namesIn } from './look.ts';
import { isWithin, join } from './paths.ts';
import type { Place, Volume } from './place.ts';

/** Links followed in one resolution before it counts as a loop, as in the kernel (MAXSYMLINKS). */
const MAX_LINKS = 40;

/** Two changes closer than this may bear the same time: the kernel's clock for files ticks every 1 to 10 ms. */
const TICK_MS = 20;

/** So many take a few megabytes: packages of the usual sizes have fewer, and are spared the work. */
const MANY_CHILDREN = 20_000;
/** What was sealed so many times leaves some ten megabytes of garbage. */
const SEALS_TO_COLLECT = 2;

/** The deepest directory on a path that exists, and the names after it that do not. */
export interface Resolution {
  readonly directory: Place;
  readonly missing: readonly Bytes[];
}

/**
 * A tree as a transaction sees it: the disk, looked at once per name and no more than needed, under the changes planned so far.
 * Links are resolved as chroot(2) would: an absolute target starts at the root of the tree, `..` stops there.
 */
export class TreeView {
  readonly root: Place;
  readonly #absoluteRoot: string;
  readonly #mounts: ReadonlySet<string>;
  #latest: Place;
  readonly #startedAt = Date.now();
  /** Directories that were left, and how many names were known in them. */
  readonly #left = new Set<Place>();
  #leftChildren = 0;
  #seals = 0;

  /** `root` is absolute and real; `/` for the running system. */
  constructor(root: string, mounts: ReadonlySet<string>) {
    this.#absoluteRoot = root === '/' ? '' : root;
    this.#mounts = mounts;
    const status = lookAt(root);
    if (!status?.isDirectory()) {
      throw new MpkgError('file-not-found', `${textOfBytes(root)} is not a directory`, { subject: root });
    }
    const [name, path] = ['' as Bytes, '' as Bytes];
    this.root = this.#placeOf(null, { name, path }, status);
    this.#latest = this.root;
  }

  /** The path that system calls take. */
  absolute(path: string): Bytes {
    return (path === '' ? this.#absoluteRoot || '/' : `${this.#absoluteRoot}/${path}`) as Bytes;
  }

  /** The mount points inside the tree. */
  mountsBelow(): Bytes[] {
    const root = `${this.#absoluteRoot}/`;
    return [...this.#mounts]
      .filter((mount) => mount.startsWith(root) && mount.length > root.length)
      .map((mount) => mount.slice(root.length) as Bytes);
  }

  /** The name in the directory, as a link itself where it is one. */
  child(directory: Place, name: Bytes): Place {
    const known = childNamed(directory, name);
    if (known !== undefined) return known;
    const path = join(directory.path, name);
    const status = directory.before === 'directory' ? lookAt(this.absolute(path)) : undefined;
    const place = this.#placeOf(directory, { name, path }, status);
    addChild(directory, place);
    return place;
  }

  /** The names in a directory on the disk. */
  names(directory: Place): Bytes[] {
    return namesIn(this.absolute(directory.path));
  }

  /** When a directory was changed last before it was looked at, if any change since then must show as another time. */
  settledChange(path: string): number | undefined {
    const { modifiedAt } = this.at(path);
    return modifiedAt < this.#startedAt - TICK_MS ? modifiedAt : undefined;
  }

  /** What the link leads to in the end, links followed; undefined where that is nothing, or a loop. */
  follow(link: Place): Place | undefined {
    return this.#walk(link.parent ?? this.root, link.target ?? '', { links: 1 });
  }

  /** The path from the root of the tree, every link followed; undefined when something is missing on the way. */
  resolve(path: string): Place | undefined {
    return this.#walk(this.root, path, { links: 0 });
  }

  /** Where system calls find what a path leads to, links followed inside the tree; the path itself where that is nothing. */
  destination(path: string): Bytes {
    return this.absolute(this.resolve(path)?.path ?? path);
  }

  /** Notes a new file in a directory that is new itself. */
  plantFile(directory: Place, name: Bytes): void {
    addChild(directory, name);
  }

  /**
   * As far as the path exists, which has no `..`.
   * @throws MpkgError `link-escapes` where a link on the way leads to nothing, `file-conflict` where a non-directory is.
   */
  resolveToward(path: string, start: Place = this.root): Resolution {
    const names = path.split('/').filter((name) => name !== '') as Bytes[];
    let directory = start;
    for (const [index, name] of names.entries()) {
      const place = this.child(directory, name);
      if (place.after === 'absent') return { directory, missing: names.slice(index) };
      const found = place.after === 'link' ? this.follow(place) : place;
      if (found?.after !== 'directory') {
        throw new MpkgError('file-conflict', `/${textOfBytes(place.path)} is not a directory`, {
          subject: textOfBytes(place.path),
          details: { paths: [textOfBytes(place.path)] },
        });
      }
      directory = found;
    }
    return { directory, missing: [] };
  }

  /** The name in the directory at a path free of links. */
  named(directory: Bytes, name: Bytes): Place {
    return this.child(this.at(directory), name);
  }

  /** The place at a path free of links, such as `Place.path`. Fast for one that is near the one before. */
  at(path: string): Place {
    let place = this.#latest;
    while (!isWithin(path, place.path)) place = place.parent ?? this.root;
    if (place.path.length === path.length) return place;
    const names = path.slice(place.path === '' ? 0 : place.path.length + 1).split('/') as Bytes[];
    for (const name of names) place = this.child(place, name);
    return (this.#latest = place);
  }

  /** Lets go of the places below a new directory, given by its path, until they are asked for again. */
  freeze(path: Bytes): void {
    freeze(this.at(path));
    this.#left.clear();
    this.#leftChildren = 0;
    this.#latest = this.root;
  }

  /** What is in the directory from here on is new. */
  empty(directory: Place): void {
    forget(directory);
    this.#latest = this.root;
  }

  /** The caller is done with the files of a directory for now: when very many are known they may be sealed. */
  leave(directory: Place): void {
    const count = countOfChildren(directory);
    if (count < LEAST_SEALED || this.#left.has(directory)) return;
    this.#left.add(directory);
    this.#leftChildren += count;
    if (this.#leftChildren < MANY_CHILDREN) return;
    for (const each of this.#left) seal(each);
    this.#left.clear();
    this.#leftChildren = 0;
    if (++this.#seals % SEALS_TO_COLLECT === 0) collectGarbage();
  }

  #walk(start: Place, path: string, budget: { links: number }): Place | undefined {
    let at = path.startsWith('/') ? this.root : start;
    for (const name of path.split('/') as Bytes[]) {
      if (name === '' || name === '.') continue;
      if (at.after !== 'directory') return undefined;
      if (name === '..') {
        at = at.parent ?? at;
        continue;
      }
      const next = this.child(at, name);
      if (next.after === 'link') {
        if (++budget.links > MAX_LINKS) return undefined;
        const found = this.#walk(at, next.target ?? '', budget);
        if (found === undefined) return undefined;
        at = found;
      } else {
        at = next;
      }
    }
    return at.after === 'absent' ? undefined : at;
  }

  #placeOf(
    parent: Place | null,
    { name, path }: Pick<Place, 'name' | 'path'>,
    status: Stats | undefined,
  ): Place {
    const kind = kindOf(status);
    const place: Place = {
      parent,
      name,
      path,
      before: kind,
      after: kind,
      target: kind === 'link' ? linkTarget(this.absolute(path)) : null,
      children: null,
      volume: null,
      mode: status?.mode ?? 0,
      size: status?.size ?? 0,
      bornAt: kind === 'directory' ? (status?.birthtimeMs ?? 0) : 0,
      modifiedAt: kind === 'directory' ? (status?.mtimeMs ?? 0) : 0,
      changedAt: status?.ctimeMs ?? 0,
      staged: null,
      departure: null,
      recorded: null,
      hasModes: false,
    };
    if (status === undefined || kind !== 'directory') return place;
    return Object.assign(place, { volume: this.#volumeOf(place, status.dev) });
  }

  #volumeOf(directory: Place, device: number): Volume {
    const { parent } = directory;
    const continues = parent?.volume?.device === device && !this.#mounts.has(this.absolute(directory.path));
    return continues && parent?.volume ? parent.volume : { top: directory, device };
  }
}
