import { textOfBytes, type Bytes } from '../bytes.ts';
import type { Disk } from '../tree/disk.ts';
import { traitsOf, type FileSystemTraits } from '../tree/file-system.ts';
import { ioError } from '../tree/io-error.ts';
import { hasCode, lookAt, namesIn } from '../tree/look.ts';
import { join } from '../tree/paths.ts';
import { isInside, type Place, type Volume } from '../tree/place.ts';
import { removeTree } from '../tree/remove-tree.ts';
import type { TreeView } from '../tree/view.ts';

/** A private directory on the file system that it serves. */
export interface Stage {
  /** From the root of the tree. */
  readonly path: Bytes;
  readonly traits: FileSystemTraits;
  /** When it was made, in ms of the clock of its file system. */
  readonly madeAt: number;
  /** The file system alters the modes that are asked for, so each has to be set explicitly. */
  readonly altersModes: boolean;
}

export interface StagesOptions {
  readonly disk: Disk;
  readonly view: TreeView;
  /** Where we work: a stage lies here, or at the top of another file system below. */
  readonly prefix: Place;
  /** Marks the stages as belonging to one state. */
  readonly owner: string;
}

/** Ours alone is every stage that bears our state's mark; under the lock, one we did not make was left behind. */
export function stageMark(stateInode: number): string {
  return `.mpkg-${stateInode.toString(36)}-`;
}

/** The stages of a transaction, one per file system, made when first needed. */
export class Stages {
  readonly #options: StagesOptions;
  readonly #byVolume = new Map<Volume, Stage>();
  #items = 0;

  constructor(options: StagesOptions) {
    this.#options = options;
  }

  get all(): Stage[] {
    return [...this.#byVolume.values()];
  }

  /** A new path for an item that will be published at `place`. */
  item(place: Place): Bytes {
    return join(this.at(place).path, `n${this.#items++}`);
  }

  /** A new path for what leaves `place`. */
  trash(place: Place): Bytes {
    return join(this.at(place).path, `o${this.#items++}`);
  }

  /** The stage on the file system that holds the names of the place's directory. */
  at(place: Place): Stage {
    let directory = place.parent;
    while (directory !== null && directory.before !== 'directory') directory = directory.parent;
    const volume = directory?.volume;
    if (!volume) throw new TypeError(`no file system holds ${textOfBytes(place.path)}`);
    const known = this.#byVolume.get(volume);
    if (known !== undefined) return known;
    return this.#make(volume);
  }

  #make(volume: Volume): Stage {
    const { disk, view, prefix, owner } = this.#options;
    const home = prefix.volume === volume && isInside(prefix, volume.top) ? prefix : volume.top;
    const path = join(home.path, `${owner}${process.pid}-${this.#byVolume.size}`);
    const absolute = view.absolute(path);
    try {
      disk.makeDirectory(absolute, 0o755);
    } catch (error) {
      throw ioError(error, view.absolute(home.path));
    }
    const status = lookAt(absolute);
    const stage: Stage = {
      path,
      traits: traitsOf(absolute),
      madeAt: status?.ctimeMs ?? 0,
      altersModes: ((status?.mode ?? 0) & 0o7777 & ~0o2000) !== 0o755,
    };
    this.#byVolume.set(volume, stage);
    disk.setMode(absolute, 0o700);
    return stage;
  }
}

/** Removes the stages that processes which died before they wrote a journal left in `directory`. */
export function sweepStages(disk: Disk, directory: string, owner: string): Bytes[] {
  const left = readable(directory).filter((name) => name.startsWith(owner));
  for (const name of left) removeTree(disk, `${directory.replace(/\/$/, '')}/${name}`);
  return left;
}

/** A mount point may be one that we cannot read, such as another user's. */
function readable(directory: string): readonly Bytes[] {
  try {
    return namesIn(directory);
  } catch (error) {
    if (['EACCES', 'ENOTDIR', 'ENOENT', 'EPERM'].some((code) => hasCode(error, code))) return [];
    throw error;
  }
}
