import { crc32 } from 'node:zlib';
import type { Bytes } from '../bytes.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import type { LeafKind } from '../pac/kind.ts';
import type { DeployPlan, PlannedEntry } from '../plan/deploy-plan.ts';
import type { RecordedLeaf, Window } from '../state/record.ts';
import type { Disk } from '../tree/disk.ts';
import type { Place } from '../tree/place.ts';
import type { TreeView } from '../tree/view.ts';
import { comparingSink, fileSink, leadsTo, linkSink, type Sink } from './sinks.ts';
import type { Stages } from './stages.ts';

export const DIRECTORY_MODE = 0o755;
export const FILE_MODES: Readonly<Record<LeafKind, number>> = { file: 0o644, exec: 0o755, link: 0o777 };

export interface StagerOptions {
  readonly disk: Disk;
  readonly view: TreeView;
  readonly stages: Stages;
  readonly plan: DeployPlan;
  readonly index: PacIndex;
  /** When this transaction works: the window of everything it stages. */
  readonly window: [from: number, to: number];
  /** Entries that are always staged, because a modes table says more of them than their content. */
  readonly alwaysStaged: (entry: number) => boolean;
  readonly onLeaf: (leaf: PlannedEntry) => void;
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
  /** Where it is staged, when it is new. */
  readonly fresh: { readonly path: Bytes; readonly altersModes: boolean } | null;
}

/**
 * Carries a plan out as far as a stage goes: makes directories and writes leaves while their contents arrive in index order,
 * and marks in the view what each place will be. What is on the disk already with the same content is left there.
 */
export class ContentStager {
  readonly #options: StagerOptions;
  readonly #wanted: Uint8Array;
  readonly #leaves: RecordedLeaf[] = [];
  readonly #arrivals: Place[] = [];
  /** How many planned entries are done. */
  #done = 0;
  #sink: Sink | undefined;
  #checksum = 0;
  #current: CurrentDirectory | undefined;

  constructor(options: StagerOptions) {
    this.#options = options;
    this.#wanted = new Uint8Array(options.index.length);
    for (const planned of options.plan.entries)
      if (this.#hasContent(planned)) this.#wanted[planned.entry] = 1;
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
    const isLast = offset + piece.length === this.#options.index.size(entry);
    if (offset === 0) {
      if (isLast && this.#writeNew(planned, piece)) return;
      this.#begin(planned);
    }
    this.#sink?.write(piece);
    this.#checksum = crc32(piece, this.#checksum);
    if (isLast) this.#complete(planned);
  }

  /** After the last content. */
  finish(): StagedPackage {
    const { entries } = this.#options.plan;
    for (let planned = entries[this.#done]; planned !== undefined; planned = entries[this.#done])
      this.#settle(planned);
    return { leaves: this.#leaves, arrivals: this.#arrivals };
  }

  /** Gives back what an error left open. */
  abandon(): void {
    this.#sink?.abandon();
    this.#sink = undefined;
  }

  #advanceTo(entry: number): PlannedEntry {
    for (;;) {
      const planned = this.#options.plan.entries[this.#done];
      if (planned === undefined) throw new TypeError(`entry ${entry} was not asked for`);
      if (planned.entry === entry && this.#hasContent(planned)) return planned;
      this.#settle(planned);
    }
  }

  #hasContent({ action, entry }: PlannedEntry): boolean {
    return (action === 'write' || action === 'refresh') && this.#options.index.size(entry) > 0;
  }

  /** Does an entry without content. */
  #settle(planned: PlannedEntry): void {
    if (planned.action === 'make') this.#make(planned);
    else if (planned.action === 'carry') this.#carry(planned);
    else {
      this.#begin(planned);
      this.#complete(planned);
      return;
    }
    this.#done++;
  }

  #make(planned: PlannedEntry): void {
    const { disk, view, stages } = this.#options;
    const place = this.#placeOf(planned);
    place.staged = this.#stagedPath(place);
    place.after = 'directory';
    place.children = null;
    const path = view.absolute(place.staged);
    disk.makeDirectory(path, DIRECTORY_MODE);
    if (stages.at(place).altersModes) disk.setMode(path, DIRECTORY_MODE);
  }

  /** Leaves on the disk what a departing package put there. */
  #carry(planned: PlannedEntry): void {
    const place = this.#placeOf(planned);
    if (place.recorded === null) throw new TypeError(`nothing to carry over at ${place.path}`);
    this.#keep(place);
    this.#leaves.push({ ...place.recorded, path: planned.path });
  }

  /**
   * The common case, kept short: a whole file in a new directory, of which nothing is asked any more.
   * @returns false when it is not that case
   */
  #writeNew(planned: PlannedEntry, content: Uint8Array): boolean {
    const { disk, view, index, window } = this.#options;
    const { directory, fresh } = this.#directoryOf(planned);
    const kind = index.kind(planned.entry) as LeafKind;
    if (fresh === null || fresh.altersModes || kind === 'link' || this.#options.alwaysStaged(planned.entry)) {
      return false;
    }
    const descriptor = disk.create(`${fresh.path}/${planned.name}`, FILE_MODES[kind]);
    try {
      disk.write(descriptor, content);
    } finally {
      disk.close(descriptor);
    }
    view.plantFile(directory, planned.name);
    this.#finishLeaf(planned, crc32(content), window);
    return true;
  }

  #begin(planned: PlannedEntry): void {
    const { view, index } = this.#options;
    const place = this.#placeOf(planned);
    const kind = index.kind(planned.entry) as LeafKind;
    this.#checksum = 0;
    const write = (): Sink => this.#openItem(place, kind);
    const existing = view.absolute(place.path);
    if (!this.#mayBeSame(planned, place, kind)) this.#sink = write();
    else if (kind === 'link')
      this.#sink = linkSink((target) => this.#linkUnlessSame(place, existing, target));
    else this.#sink = comparingSink({ existing, otherwise: write, same: () => this.#keep(place) });
  }

  #complete(planned: PlannedEntry): void {
    const sink = this.#sink;
    this.#sink = undefined;
    sink?.end();
    const { staged, recorded } = this.#placeOf(planned);
    const isOld = staged === null && recorded !== null;
    this.#finishLeaf(planned, this.#checksum, isOld ? recorded.window : this.#options.window);
  }

  #finishLeaf(planned: PlannedEntry, checksum: number, window: Window): void {
    const { index, onLeaf } = this.#options;
    const { entry, path } = planned;
    this.#leaves.push({
      path,
      kind: index.kind(entry) as LeafKind,
      size: index.size(entry),
      checksum,
      window,
    });
    this.#done++;
    onLeaf(planned);
  }

  #mayBeSame(planned: PlannedEntry, place: Place, kind: LeafKind): boolean {
    if (planned.action !== 'refresh' || this.#options.alwaysStaged(planned.entry)) return false;
    if (place.size !== this.#options.index.size(planned.entry)) return false;
    return kind === 'link'
      ? place.before === 'link'
      : place.before === 'file' && (place.mode & 0o7777) === FILE_MODES[kind];
  }

  #openItem(place: Place, kind: LeafKind): Sink {
    const { disk, view, stages } = this.#options;
    if (kind === 'link') return linkSink((target) => this.#link(place, target));
    place.staged = this.#stagedPath(place);
    place.after = 'file';
    const path = view.absolute(place.staged);
    const sink = fileSink(disk, path, FILE_MODES[kind]);
    if (stages.at(place).altersModes) disk.setMode(path, FILE_MODES[kind]);
    return sink;
  }

  #linkUnlessSame(place: Place, existing: string, target: Bytes): void {
    if (leadsTo(existing, target)) this.#keep(place);
    else this.#link(place, target);
  }

  #link(place: Place, target: Bytes): void {
    place.staged = this.#stagedPath(place);
    place.after = 'link';
    place.target = target;
    this.#options.disk.makeLink(target, this.#options.view.absolute(place.staged));
  }

  #keep(place: Place): void {
    place.after = place.before;
    place.departure = null;
  }

  /** Inside what is staged already, or as an item of its own. */
  #stagedPath(place: Place): Bytes {
    const above = place.parent?.staged;
    if (above) return `${above}/${place.name}` as Bytes;
    const { stages, window } = this.#options;
    this.#arrivals.push(place);
    window[0] = Math.min(window[0], stages.at(place).madeAt);
    return stages.item(place);
  }

  #placeOf(planned: PlannedEntry): Place {
    return this.#options.view.child(this.#directoryOf(planned).directory, planned.name);
  }

  #directoryOf({ directory: path }: PlannedEntry): CurrentDirectory {
    const { view, stages } = this.#options;
    if (this.#current?.directory.path === path) return this.#current;
    const directory = view.at(path);
    const { staged } = directory;
    const fresh =
      staged === null ? null : { path: view.absolute(staged), altersModes: stages.at(directory).altersModes };
    return (this.#current = { directory, fresh });
  }
}
