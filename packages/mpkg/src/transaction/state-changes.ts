import type { Bytes } from '../bytes.ts';
import { formatFileList } from '../state/file-list.ts';
import type { PackageId } from '../package-id.ts';
import { formatRecord, type PackageRecord } from '../state/record.ts';
import {
  COUNTS_FILE,
  GROUPS_DIRECTORY,
  KEPT_PAC_SUFFIX,
  LIST_SUFFIX,
  RECORD_SUFFIX,
} from '../state/store.ts';
import type { Disk } from '../tree/disk.ts';
import { isOnlyOurs, lookAt, refusesLink } from '../tree/look.ts';
import { pin, type Place } from '../tree/place.ts';
import type { TreeView } from '../tree/view.ts';
import { DIRECTORY_MODE } from './item-writer.ts';
import { writePieces } from './durability.ts';
import type { Stages } from './stages.ts';

interface Ground {
  readonly disk: Disk;
  readonly view: TreeView;
  readonly stages: Stages;
}

/**
 * What a transaction changes in the state: files that are staged and published like those of a package. Their content is
 * written last, when the time of the publishing is known.
 */
export class StateChanges {
  readonly arrivals: Place[] = [];
  readonly departures: Place[] = [];
  readonly #ground: Ground;
  readonly #state: Place;
  readonly #contents: { readonly place: Place; readonly content: () => Iterable<Bytes> }[] = [];

  constructor(ground: Ground, state: Place) {
    this.#ground = ground;
    this.#state = state;
  }

  /** Directories of groups that may have lost their last package. */
  get abandoned(): Place[] {
    const groups = this.departures
      .map(({ parent }) => parent as Place)
      .filter((place) => place !== this.#state);
    const parents = groups.map(({ parent }) => parent as Place);
    return [...new Set([...groups, ...parents])];
  }

  record(record: PackageRecord): void {
    const { prefix, leaves } = record;
    this.#write(this.#file(record, LIST_SUFFIX), () => formatFileList({ prefix, paths: leaves.paths }));
    this.#write(this.#file(record, RECORD_SUFFIX), () => formatRecord(record));
  }

  forget(id: PackageId): void {
    for (const suffix of [LIST_SUFFIX, RECORD_SUFFIX, KEPT_PAC_SUFFIX]) this.#drop(this.#file(id, suffix));
  }

  counts(content: Bytes): void {
    const place = this.#ground.view.child(this.#state, COUNTS_FILE);
    if (content === '') this.#drop(place);
    else this.#write(place, () => [content]);
  }

  /**
   * Keeps an archive, given by its absolute path, with a package's state. One that nobody else can write to is shared where the
   * file system allows it, others are copied.
   */
  keepPac(id: PackageId, file: string): void {
    const { disk, view } = this.#ground;
    const target = view.absolute(this.#arrive(this.#file(id, KEPT_PAC_SUFFIX)));
    const status = lookAt(file);
    const canShare = status?.isFile() === true && isOnlyOurs(status);
    if (!canShare || !tryLink(disk, file, target)) disk.copy(file, target);
  }

  /** Writes what was announced into the stage. */
  stage(): void {
    const { disk, view } = this.#ground;
    for (const { place, content } of this.#contents) {
      writePieces(disk, view.absolute(place.staged as Bytes), content(), false);
    }
  }

  #write(place: Place, content: () => Iterable<Bytes>): void {
    this.#arrive(place);
    this.#contents.push({ place, content });
  }

  #arrive(place: Place): Bytes {
    if (place.before !== 'absent') place.departure = 'discard';
    place.after = 'file';
    pin(place);
    return (place.staged ??= this.#stagedPath(place));
  }

  #drop(place: Place): void {
    if (place.before === 'absent') return;
    place.departure = 'discard';
    place.after = 'absent';
    pin(place);
    this.departures.push(place);
  }

  #file({ group, name }: PackageId, suffix: string): Place {
    const groups = this.#directory(this.#state, GROUPS_DIRECTORY);
    return this.#ground.view.child(this.#directory(groups, group), `${name}${suffix}` as Bytes);
  }

  #directory(parent: Place, name: Bytes): Place {
    const { disk, view } = this.#ground;
    const place = view.child(parent, name);
    if (place.after === 'absent') {
      place.after = 'directory';
      pin(place);
      place.staged = this.#stagedPath(place);
      disk.makeDirectory(view.absolute(place.staged), DIRECTORY_MODE);
    }
    return place;
  }

  #stagedPath(place: Place): Bytes {
    const above = place.parent?.staged;
    if (above) return `${above}/${place.name}` as Bytes;
    this.arrivals.push(place);
    return this.#ground.stages.item(place);
  }
}

function tryLink(disk: Disk, existing: string, path: string): boolean {
  try {
    disk.hardLink(existing, path);
    return true;
  } catch (error) {
    if (refusesLink(error)) return false;
    throw error;
  }
}
