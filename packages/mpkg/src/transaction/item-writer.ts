import { bytesOfBuffer, type Bytes } from '../bytes.ts';
import type { LeafKind } from '../pac/kind.ts';
import type { Disk } from '../tree/disk.ts';
import type { Place } from '../tree/place.ts';
import type { TreeView } from '../tree/view.ts';
import { FileStream, writeWhole } from './file-stream.ts';
import type { Stages } from './stages.ts';

export const DIRECTORY_MODE = 0o755;
export const FILE_MODES: Readonly<Record<LeafKind, number>> = { file: 0o644, exec: 0o755, link: 0o777 };

type FileKind = Exclude<LeafKind, 'link'>;

/**
 * Makes new things in the stages: inside a directory that is staged already, or as an item of its own that is published by
 * itself. Marks in the view what each place will be.
 */
export class ItemWriter {
  /** The directories of places with an item of their own. */
  readonly arrivals = new Set<Place>();
  readonly #disk: Disk;
  readonly #view: TreeView;
  readonly #stages: Stages;

  constructor(disk: Disk, view: TreeView, stages: Stages) {
    this.#disk = disk;
    this.#view = view;
    this.#stages = stages;
  }

  makeDirectory(place: Place): void {
    const path = this.#stage(place, 'directory');
    this.#view.empty(place);
    this.#disk.makeDirectory(path, DIRECTORY_MODE);
    this.#correctMode(place, path, DIRECTORY_MODE);
  }

  makeLink(place: Place, target: Uint8Array): void {
    const path = this.#stage(place, 'link');
    place.target = bytesOfBuffer(target);
    this.#disk.makeLink(place.target, path);
  }

  writeFile(place: Place, kind: FileKind, content: Uint8Array): void {
    const path = this.#stage(place, 'file');
    writeWhole(this.#disk, path, { content, mode: FILE_MODES[kind] });
    this.#correctMode(place, path, FILE_MODES[kind]);
  }

  /** A file to be written in pieces. @param existing a file that may have the same content; then none is made */
  streamFile(place: Place, kind: FileKind, existing: string | undefined): FileStream {
    const create = (): number => {
      const path = this.#stage(place, 'file');
      const descriptor = this.#disk.create(path, FILE_MODES[kind]);
      this.#correctMode(place, path, FILE_MODES[kind]);
      return descriptor;
    };
    return new FileStream(this.#disk, create, existing);
  }

  #stage(place: Place, after: 'directory' | 'file' | 'link'): Bytes {
    const directory = place.parent ?? this.#view.root;
    if (directory.staged !== null) {
      place.staged = `${directory.staged}/${place.name}` as Bytes;
    } else {
      this.arrivals.add(directory);
      place.staged = this.#stages.item(place);
    }
    place.after = after;
    return this.#view.absolute(place.staged);
  }

  #correctMode(place: Place, path: Bytes, mode: number): void {
    if (this.#stages.at(place).altersModes) this.#disk.setMode(path, mode);
  }
}
