import { SpmError, errnoOf, systemError } from '../../errors.ts';
import { checksum } from './checksum.ts';
import { FileMemory } from './file-memory.ts';
import {
  PREAMBLE_BYTES,
  SECTIONS,
  STARTS,
  corrupt,
  decodePreamble,
  type ColumnName,
  type Directory,
  type Distrust,
  type SectionName,
} from './layout.ts';
import { LineColumn } from './line-column.ts';
import { mapPiece, type MapPiece } from './map-piece.ts';
import { unseal } from './sealed.ts';

type SectionArray<Name extends SectionName> = InstanceType<(typeof SECTIONS)[Name]>;

/** An open catalogue file: each section is read, and compared with its second copy, when it is first asked for. */
export class CatalogueReader {
  readonly directory: Directory;
  readonly #memory: FileMemory;
  readonly #path: string;
  readonly #sections = new Map<SectionName, Uint32Array | Uint8Array>();
  readonly #columns = new Map<ColumnName, LineColumn>();

  private constructor(memory: FileMemory, path: string, directory: Directory) {
    this.#memory = memory;
    this.#path = path;
    this.directory = directory;
  }

  /**
   * Reads preamble and directory: a file of another format, truncated or damaged there is told apart at once.
   *
   * @param map how sections come into memory.
   */
  static open(
    path: string,
    map: MapPiece = mapPiece,
  ): CatalogueReader | Distrust | { readonly state: 'missing' } {
    let memory: FileMemory;
    try {
      memory = new FileMemory(path, map);
    } catch (cause) {
      if (errnoOf(cause) === 'ENOENT') return { state: 'missing' };
      throw systemError(cause, path);
    }
    try {
      const directory = readDirectory(memory);
      if (!('state' in directory)) return new CatalogueReader(memory, path, directory);
      memory.close();
      return directory;
    } catch (cause) {
      memory.close();
      throw systemError(cause, path);
    }
  }

  close(): void {
    this.#memory.close();
  }

  /** Throws `catalogue-corrupt` when the two copies differ. */
  section<Name extends SectionName>(name: Name): SectionArray<Name> {
    let array = this.#sections.get(name);
    if (array === undefined) {
      const { buffer, byteOffset, length } = this.#verified(name);
      const Type = SECTIONS[name];
      array = new Type(buffer, byteOffset, length / Type.BYTES_PER_ELEMENT);
      this.#sections.set(name, array);
    }
    return array as SectionArray<Name>;
  }

  /** A line of a column. Throws `catalogue-corrupt`. */
  line(column: ColumnName, index: number): string {
    const lines = this.#columns.get(column) ?? this.#openColumn(column);
    return lines.line(index) ?? this.#distrust(column);
  }

  /** A text among the details, with the offset counted from where they begin. Throws `catalogue-corrupt`. */
  details(offset: number, length: number): string {
    const memory = this.#memory;
    const at = memory.bring(this.directory.details[0] + offset, length);
    return (at < 0 ? undefined : unseal(memory.window, at, length)) ?? this.#distrust('details');
  }

  /** The error for a damaged part, to be caught by whoever can rebuild the file. */
  #distrust(part: string): never {
    throw new SpmError('catalogue-corrupt', `the catalogue is damaged (${part})`, {
      subject: this.#path,
      hint: 'spm sync',
    });
  }

  #openColumn(name: ColumnName): LineColumn {
    const column = new LineColumn(this.#memory, this.directory.columns[name][0], this.section(STARTS[name]));
    this.#columns.set(name, column);
    return column;
  }

  #verified(name: SectionName): Uint8Array<ArrayBuffer> {
    const [offset, length] = this.directory.sections[name];
    const bytes = this.#memory.keep(offset, length) ?? this.#distrust(name);
    if (!this.#memory.has(bytes, offset + this.directory.mirrorDistance)) this.#distrust(name);
    return bytes;
  }
}

function readDirectory(memory: FileMemory): Directory | Distrust {
  const bytes = memory.keep(0, PREAMBLE_BYTES);
  if (bytes === undefined) return corrupt('it is shorter than its preamble');
  const preamble = decodePreamble(bytes, memory.length);
  if ('state' in preamble) return preamble;
  const { directoryOffset, directoryLength, directoryChecksum } = preamble;
  const at = directoryLength % 4 === 0 ? memory.bring(directoryOffset, directoryLength) : -1;
  if (at < 0) return corrupt('its directory is damaged');
  const { bytes: window, words } = memory.window;
  const end = at + directoryLength;
  if (checksum(words, at / 4, end / 4) !== directoryChecksum) return corrupt('its directory is damaged');
  return JSON.parse(window.toString('utf8', at, end)) as Directory;
}
