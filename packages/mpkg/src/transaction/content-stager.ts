import { crc32 } from '../plan/crc32.ts';
import { bytesOfBuffer, type Bytes } from '../bytes.ts';
import type { LeafKind } from '../pac/kind.ts';
import type { DeployPlan, PlannedEntry } from '../plan/deploy-plan.ts';
import type { RecordedLeaf, Window } from '../tree/recorded-leaf.ts';
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
  readonly onLeaf: ((leaf: PlannedEntry) => void) | undefined;
}

/** What was staged for one package. */
export interface StagedPackage {
  readonly leaves: readonly RecordedLeaf[];
  /** The places that are published by an operation of their own. */
  readonly arrivals: readonly Place[];
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
  readonly #leaves: RecordedLeaf[] = [];
  /** How many planned entries are done. */
  #done = 0;
  /** Of the large file that is being taken. */
  #stream: FileStream | undefined;
  #checksum = 0;
  #current: CurrentDirectory | undefined;

  constructor(options: StagerOptions) {
    this.#options = options;
    this.#writer = new ItemWriter(options.disk, options.view, options.stages);
    this.#wanted = new Uint8Array(options.entries);
    for (const planned of options.plan.entries) if (takesContent(planned)) this.#wanted[planned.entry] = 1;
  }

  /** Where what is at work will be, from the root of the tree. */
  get current(): Bytes | undefined {
    const planned = this.#options.plan.entries[this.#done];
    return planned && join(planned.directory, planned.name);
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
    const planned = this.#advanceTo(entry);
    const { size } = planned;
    if (piece.length === size) this.#takeWhole(planned, piece);
    else this.#takePiece(planned, piece, { isFirst: offset === 0, isLast: offset + piece.length === size });
  }

  /** After the last content. */
  finish(): StagedPackage {
    const { entries } = this.#options.plan;
    for (let next = entries[this.#done]; next !== undefined; next = entries[this.#done]) this.#settle(next);
    return { leaves: this.#leaves, arrivals: this.#writer.arrivals };
  }

  /** Gives back what an error left open. */
  abandon(): void {
    this.#stream?.close();
  }

  #advanceTo(entry: number): PlannedEntry {
    for (;;) {
      const planned = this.#options.plan.entries[this.#done];
      if (planned === undefined) throw new TypeError(`entry ${entry} was not asked for`);
      if (planned.entry === entry && takesContent(planned)) return planned;
      this.#settle(planned);
    }
  }

  /** Does an entry without content. */
  #settle(planned: PlannedEntry): void {
    if (planned.action === 'make') {
      this.#writer.makeDirectory(this.#placeOf(planned));
      this.#done++;
    } else if (planned.action === 'carry') {
      const place = this.#placeOf(planned);
      if (place.recorded === null) throw new TypeError(`nothing to carry over at ${place.path}`);
      keep(place);
      this.#leaves.push({ ...place.recorded, path: planned.path });
      this.#done++;
    } else {
      this.#takeWhole(planned, NOTHING);
    }
  }

  #takeWhole(planned: PlannedEntry, content: Uint8Array): void {
    const { disk, view, window, alwaysStaged } = this.#options;
    const kind = planned.kind as LeafKind;
    const { directory, fresh } = this.#directoryOf(planned);
    if (fresh !== undefined && kind !== 'link' && !alwaysStaged(planned.entry)) {
      // The common case, kept short: a file in a new directory, of which nothing more is ever asked.
      writeWhole(disk, `${fresh}/${planned.name}`, { content, mode: FILE_MODES[kind] });
      view.plantFile(directory, planned.name);
      this.#finishLeaf(planned, crc32(content), window);
      return;
    }
    const place = view.child(directory, planned.name);
    if (this.#mayBeSame(planned, place) && isSame(view.absolute(place.path), kind, content)) {
      const recorded = unmodifiedLeaf(place);
      keep(place);
      if (recorded?.path === planned.path && recorded.kind === kind) return this.#addLeaf(planned, recorded);
    } else if (kind === 'link') this.#writer.makeLink(place, content);
    else this.#writer.writeFile(place, kind, content);
    this.#finishLeaf(planned, crc32(content), this.#windowOf(place));
  }

  #takePiece(
    planned: PlannedEntry,
    piece: Uint8Array,
    { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
  ): void {
    const { view } = this.#options;
    const place = this.#placeOf(planned);
    if (isFirst) {
      const existing = this.#mayBeSame(planned, place) ? view.absolute(place.path) : undefined;
      const kind = planned.kind === 'exec' ? 'exec' : 'file';
      this.#checksum = 0;
      this.#stream = this.#writer.streamFile(place, kind, existing);
    }
    this.#stream?.write(piece);
    this.#checksum = crc32(piece, this.#checksum);
    if (!isLast) return;
    if (this.#stream?.end() === true) keep(place);
    this.#stream = undefined;
    this.#finishLeaf(planned, this.#checksum, this.#windowOf(place));
  }

  #finishLeaf(planned: PlannedEntry, checksum: number, window: Window): void {
    const { path, size } = planned;
    this.#addLeaf(planned, { path, kind: planned.kind as LeafKind, size, checksum, window });
  }

  #addLeaf(planned: PlannedEntry, leaf: RecordedLeaf): void {
    this.#leaves.push(leaf);
    this.#done++;
    this.#options.onLeaf?.(planned);
  }

  /** Type, size and mode fit, so that only the content can tell. */
  #mayBeSame(planned: PlannedEntry, { before, size, mode, hasModes }: Place): boolean {
    if (planned.action !== 'refresh' || planned.size !== size || hasModes) return false;
    if (this.#options.alwaysStaged(planned.entry)) return false;
    const kind = planned.kind as LeafKind;
    return kind === 'link' ? before === 'link' : before === 'file' && (mode & 0o7777) === FILE_MODES[kind];
  }

  /** What stays on the disk is as old as it was. */
  #windowOf({ staged, recorded }: Place): Window {
    return staged === null && recorded !== null ? recorded.window : this.#options.window;
  }

  #placeOf(planned: PlannedEntry): Place {
    return this.#options.view.child(this.#directoryOf(planned).directory, planned.name);
  }

  #directoryOf({ directory: path }: PlannedEntry): CurrentDirectory {
    if (this.#current?.directory.path === path) return this.#current;
    const { view, stages } = this.#options;
    const directory = view.at(path);
    const { staged } = directory;
    const fresh = staged === null || stages.at(directory).altersModes ? undefined : view.absolute(staged);
    return (this.#current = { directory, fresh });
  }
}

function takesContent({ action, size }: PlannedEntry): boolean {
  return size > 0 && (action === 'write' || action === 'refresh');
}

/** What was recorded of a leaf that nobody changed since. */
function unmodifiedLeaf({ departure, recorded }: Place): RecordedLeaf | null {
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
