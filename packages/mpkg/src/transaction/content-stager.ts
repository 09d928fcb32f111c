import { crc32 } from '../plan/crc32.ts';
import { bytesOfBuffer, type Bytes } from '../bytes.ts';
import type { LeafKind } from '../pac/kind.ts';
import type { DeployPlan } from '../plan/deploy-plan.ts';
import { LeafPaths, type PlannedEntries } from '../plan/planned-entries.ts';
import { NewLeaves, windowOf, type LeafReference, type Leaves, type Window } from '../tree/leaves.ts';
import type { Disk } from '../tree/disk.ts';
import { linkTarget } from '../tree/look.ts';
import { join } from '../tree/paths.ts';
import type { Place } from '../tree/place.ts';
import type { TreeView } from '../tree/view.ts';
import { hasContent, writeWhole, type FileStream } from './file-stream.ts';
import { FILE_MODES, ItemWriter } from './item-writer.ts';
import type { Stages } from './stages.ts';

export interface StagerOptions {
  readonly disk: Disk;
  readonly view: TreeView;
  readonly stages: Stages;
  readonly plan: DeployPlan;
  /** In the archive. */
  readonly entries: number;
  /** When this transaction works: the window of everything it stages. */
  readonly window: Window;
  /** Whether an entry is staged even if its content is there, because a modes table says more of it. */
  readonly alwaysStaged: (entry: number) => boolean;
  readonly onLeaf: ((directory: Bytes, name: Bytes) => void) | undefined;
}

/** What was staged for one package. */
export interface StagedPackage {
  readonly leaves: Leaves;
  /** The directories of what is published by an operation of its own. */
  readonly arrivals: ReadonlySet<Place>;
}

/** The directory of the entry at hand. */
interface CurrentDirectory {
  readonly directory: Place;
  /** Where it is staged, when it is new and modes are what is asked for. */
  readonly fresh: Bytes | undefined;
}

const NOTHING = new Uint8Array(0);

/**
 * Carries a plan out as far as a stage goes, while the contents arrive in index order. What is on the disk already with the
 * same content is left there.
 */
export class ContentStager {
  readonly #options: StagerOptions;
  readonly #writer: ItemWriter;
  readonly #wanted: Uint8Array;
  readonly #entries: PlannedEntries;
  readonly #leaves: NewLeaves;
  /** How many planned entries are done: the place of the one at hand. */
  #done = 0;
  /** Of the large file that is being taken. */
  #stream: FileStream | undefined;
  #checksum = 0;
  #current: CurrentDirectory | undefined;

  constructor(options: StagerOptions) {
    const { disk, view, stages, plan } = options;
    this.#options = options;
    this.#writer = new ItemWriter(disk, view, stages);
    this.#entries = plan.entries;
    this.#leaves = new NewLeaves(new LeafPaths(plan.entries));
    this.#wanted = new Uint8Array(options.entries);
    for (let at = 0; at < this.#entries.length; at++) {
      const action = this.#entries.action(at);
      if (action === 'write' || action === 'refresh') this.#wanted[this.#entries.entry(at)] = 1;
    }
  }

  /** Where what is at work will be, from the root of the tree. */
  get current(): Bytes | undefined {
    const at = this.#done;
    return at < this.#entries.length ? join(this.#entries.directory(at), this.#entries.name(at)) : undefined;
  }

  get wantsAny(): boolean {
    return this.#wanted.includes(1);
  }

  wants(entry: number): boolean {
    return this.#wanted[entry] === 1;
  }

  /** Takes a piece of a wanted leaf; the entries before it that have no content are done on the way. */
  visit(entry: number, piece: Uint8Array, offset: number): void {
    if (piece.length === 0) return;
    this.#advanceTo(entry);
    const size = this.#entries.size(this.#done);
    if (piece.length === size) this.#takeWhole(piece);
    else this.#takePiece(piece, { isFirst: offset === 0, isLast: offset + piece.length === size });
  }

  /** After the last content. */
  finish(): StagedPackage {
    while (this.#done < this.#entries.length) this.#settle();
    return { leaves: this.#leaves, arrivals: this.#writer.arrivals };
  }

  /** Gives back what an error left open. */
  abandon(): void {
    this.#stream?.close();
  }

  #takesContent(at: number): boolean {
    const action = this.#entries.action(at);
    return (action === 'write' || action === 'refresh') && this.#entries.size(at) > 0;
  }

  #advanceTo(entry: number): void {
    for (;;) {
      if (this.#done >= this.#entries.length) throw new TypeError(`entry ${entry} was not asked for`);
      if (this.#entries.entry(this.#done) === entry && this.#takesContent(this.#done)) return;
      this.#settle();
    }
  }

  /** Does an entry without content. */
  #settle(): void {
    const action = this.#entries.action(this.#done);
    if (action === 'make') {
      this.#writer.makeDirectory(this.#place());
      this.#done++;
    } else if (action === 'carry') {
      const place = this.#place();
      if (place.recorded === null) throw new TypeError(`nothing to carry over at ${place.path}`);
      const { leaves, at } = place.recorded;
      keep(place);
      this.#leaves.push(leaves.kind(at), leaves.size(at), leaves.checksum(at), windowOf({ leaves, at }));
      this.#done++;
    } else {
      this.#takeWhole(NOTHING);
    }
  }

  #takeWhole(content: Uint8Array): void {
    const { disk, view, window, alwaysStaged } = this.#options;
    const kind = this.#entries.kind(this.#done) as LeafKind;
    const name = this.#entries.name(this.#done);
    const { directory, fresh } = this.#directory();
    if (fresh !== undefined && kind !== 'link' && !alwaysStaged(this.#entries.entry(this.#done))) {
      // The common case, kept short: a file in a new directory, of which nothing more is ever asked.
      writeWhole(disk, `${fresh}/${name}`, { content, mode: FILE_MODES[kind] });
      view.plantFile(directory, name);
      this.#finishLeaf(kind, content.length, crc32(content), window);
      return;
    }
    const place = view.child(directory, name);
    if (this.#mayBeSame(place, kind, content.length) && isSame(view.absolute(place.path), kind, content)) {
      const recorded = unmodifiedLeaf(place);
      keep(place);
      if (recorded !== null) {
        const checksum = recorded.leaves.checksum(recorded.at);
        return this.#finishLeaf(kind, content.length, checksum, windowOf(recorded));
      }
    } else if (kind === 'link') this.#writer.makeLink(place, content);
    else this.#writer.writeFile(place, kind, content);
    this.#finishLeaf(kind, content.length, crc32(content), this.#windowOf(place));
  }

  #takePiece(piece: Uint8Array, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): void {
    const { view } = this.#options;
    const place = this.#place();
    const size = this.#entries.size(this.#done);
    const kind = this.#entries.kind(this.#done) === 'exec' ? 'exec' : 'file';
    if (isFirst) {
      const existing = this.#mayBeSame(place, kind, size) ? view.absolute(place.path) : undefined;
      this.#checksum = 0;
      this.#stream = this.#writer.streamFile(place, kind, existing);
    }
    this.#stream?.write(piece);
    this.#checksum = crc32(piece, this.#checksum);
    if (!isLast) return;
    if (this.#stream?.end() === true) keep(place);
    this.#stream = undefined;
    this.#finishLeaf(kind, size, this.#checksum, this.#windowOf(place));
  }

  #finishLeaf(kind: LeafKind, size: number, checksum: number, window: Window): void {
    const at = this.#done++;
    this.#leaves.push(kind, size, checksum, window);
    this.#options.onLeaf?.(this.#entries.directory(at), this.#entries.name(at));
  }

  /** Type, size and mode fit, so that only the content can tell. */
  #mayBeSame(place: Place, kind: LeafKind, size: number): boolean {
    const at = this.#done;
    if (this.#entries.action(at) !== 'refresh' || place.size !== size || place.hasModes) return false;
    if (this.#options.alwaysStaged(this.#entries.entry(at))) return false;
    const { before, mode } = place;
    return kind === 'link' ? before === 'link' : before === 'file' && (mode & 0o7777) === FILE_MODES[kind];
  }

  /** What stays on the disk is as old as it was. */
  #windowOf({ staged, recorded }: Place): Window {
    if (staged !== null || recorded === null) return this.#options.window;
    return windowOf(recorded);
  }

  #place(): Place {
    return this.#options.view.child(this.#directory().directory, this.#entries.name(this.#done));
  }

  #directory(): CurrentDirectory {
    const path = this.#entries.directory(this.#done);
    if (this.#current?.directory.path === path) return this.#current;
    const { view, stages } = this.#options;
    if (this.#current !== undefined) view.leave(this.#current.directory);
    const directory = view.at(path);
    const { staged } = directory;
    const fresh = staged === null || stages.at(directory).altersModes ? undefined : view.absolute(staged);
    return (this.#current = { directory, fresh });
  }
}

/** What was recorded of a leaf that nobody changed since. */
function unmodifiedLeaf({ departure, recorded }: Place): LeafReference | null {
  return departure === 'discard' ? recorded : null;
}

/** What a departing package put there stays after all. */
function keep(place: Place): void {
  place.after = place.before;
  place.departure = null;
}

function isSame(path: string, kind: LeafKind, content: Uint8Array): boolean {
  return kind === 'link' ? linkTarget(path) === bytesOfBuffer(content) : hasContent(path, content);
}
