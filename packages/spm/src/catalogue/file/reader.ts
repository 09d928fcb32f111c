import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { SpmError, errnoOf, systemError } from '../../errors.ts';
import { checksum } from './checksum.ts';
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
import { WordBuffer, unseal } from './sealed.ts';

/** How much of the second copy is compared at a time, bytes. */
const COMPARED_BYTES = 128 * 1024;

/** Room for most single texts, bytes. */
const TEXT_BYTES = 16 * 1024;

/** How far apart lines may be that are read together, bytes: to read so many takes as long as to ask four times. */
const TOGETHER_BYTES = 32 * 1024;

type SectionArray<Name extends SectionName> = InstanceType<(typeof SECTIONS)[Name]>;

/** An open catalogue file: each section is read, and compared with its second copy, when it is first asked for. */
export class CatalogueReader {
  readonly directory: Directory;
  readonly #fd: number;
  readonly #path: string;
  readonly #sections = new Map<SectionName, Uint32Array | Uint8Array>();
  #text = new WordBuffer(TEXT_BYTES);
  #compared: Buffer | undefined;

  private constructor(fd: number, path: string, directory: Directory) {
    this.#fd = fd;
    this.#path = path;
    this.directory = directory;
  }

  /** Reads preamble and directory: a file of another format, truncated or damaged there is told apart at once. */
  static open(path: string): CatalogueReader | Distrust | { readonly state: 'missing' } {
    let fd: number;
    try {
      fd = openSync(path, 'r');
    } catch (cause) {
      if (errnoOf(cause) === 'ENOENT') return { state: 'missing' };
      throw systemError(cause, path);
    }
    try {
      const directory = readDirectory(fd);
      if (!('state' in directory)) return new CatalogueReader(fd, path, directory);
      closeSync(fd);
      return directory;
    } catch (cause) {
      closeSync(fd);
      throw systemError(cause, path);
    }
  }

  close(): void {
    closeSync(this.#fd);
  }

  /** Throws `catalogue-corrupt` when the two copies differ. */
  section<Name extends SectionName>(name: Name): SectionArray<Name> {
    let array = this.#sections.get(name);
    if (array === undefined) {
      const bytes = this.#verified(name);
      const Type = SECTIONS[name];
      array = new Type(bytes.buffer, 0, bytes.length / Type.BYTES_PER_ELEMENT);
      this.#sections.set(name, array);
    }
    return array as SectionArray<Name>;
  }

  /** A line of a column. Throws `catalogue-corrupt`. */
  line(column: ColumnName, index: number): string {
    const starts = this.section(STARTS[column]);
    const from = starts[index] ?? 0;
    const length = (starts[index + 1] ?? from) - from;
    return lineIn(this.#unsealed(this.directory.columns[column][0] + from, length) ?? this.#distrust(column));
  }

  /** Lines of a column, of ascending indexes: those that are near each other are read together. Throws `catalogue-corrupt`. */
  lines(column: ColumnName, indexes: Uint32Array): string[] {
    const starts = this.section(STARTS[column]);
    const found: string[] = [];
    const startOf = (place: number): number => starts[indexes[place] ?? 0] ?? 0;
    const endOf = (place: number): number => starts[(indexes[place] ?? 0) + 1] ?? 0;
    for (let place = 0; place < indexes.length;) {
      const from = startOf(place);
      let next = place + 1;
      while (next < indexes.length && endOf(next) - from <= TOGETHER_BYTES) next++;
      if (!this.#read(this.directory.columns[column][0] + from, endOf(next - 1) - from))
        this.#distrust(column);
      for (; place < next; place++) {
        const start = startOf(place);
        const text = unseal(this.#text, start - from, endOf(place) - start);
        found.push(lineIn(text ?? this.#distrust(column)));
      }
    }
    return found;
  }

  /** A text among the details, with the offset counted from where they begin. Throws `catalogue-corrupt`. */
  details(offset: number, length: number): string {
    return this.#unsealed(this.directory.details[0] + offset, length) ?? this.#distrust('details');
  }

  /** The error for a damaged part, to be caught by whoever can rebuild the file. */
  #distrust(part: string): never {
    throw new SpmError('catalogue-corrupt', `the catalogue is damaged (${part})`, {
      subject: this.#path,
      hint: 'spm sync',
    });
  }

  #unsealed(offset: number, length: number): string | undefined {
    return this.#read(offset, length) ? unseal(this.#text, 0, length) : undefined;
  }

  /** Puts bytes of the file at the beginning of `#text`; false when the file ends before. */
  #read(offset: number, length: number): boolean {
    if (length > this.#text.bytes.length) this.#text = new WordBuffer(Math.ceil(length / 4) * 4);
    return readFully(this.#fd, { bytes: this.#text.bytes, length, offset });
  }

  #verified(name: SectionName): Buffer<ArrayBuffer> {
    const [offset, length] = this.directory.sections[name];
    const bytes = readExactly(this.#fd, offset, length) ?? this.#distrust(name);
    if (!this.#matches(bytes, offset + this.directory.mirrorDistance)) this.#distrust(name);
    return bytes;
  }

  /** Whether the file has the same bytes at `offset`, compared through a small buffer: fresh memory is what costs time. */
  #matches(bytes: Buffer, offset: number): boolean {
    this.#compared ??= Buffer.allocUnsafeSlow(COMPARED_BYTES);
    for (let from = 0; from < bytes.length; from += COMPARED_BYTES) {
      const to = Math.min(from + COMPARED_BYTES, bytes.length);
      const read = { bytes: this.#compared, length: to - from, offset: offset + from };
      if (!readFully(this.#fd, read) || this.#compared.compare(bytes, from, to, 0, to - from) !== 0)
        return false;
    }
    return true;
  }
}

/** Undefined when the file ends before. */
function readExactly(fd: number, offset: number, length: number): Buffer<ArrayBuffer> | undefined {
  const bytes = Buffer.from(new ArrayBuffer(length));
  return readFully(fd, { bytes, length, offset }) ? bytes : undefined;
}

/** What to read: `length` bytes from `offset` of the file, to the beginning of `bytes`. */
interface Read {
  readonly bytes: Buffer;
  readonly length: number;
  readonly offset: number;
}

/** False when the file ends before. */
function readFully(fd: number, { bytes, length, offset }: Read): boolean {
  for (let done = 0; done < length;) {
    const count = readSync(fd, bytes, done, length - done, offset + done);
    if (count === 0) return false;
    done += count;
  }
  return true;
}

/** The line that is sealed before its line break. */
function lineIn(text: string): string {
  return text.slice(0, text.indexOf('\n'));
}

function readDirectory(fd: number): Directory | Distrust {
  const bytes = readExactly(fd, 0, PREAMBLE_BYTES);
  if (bytes === undefined) return corrupt('it is shorter than its preamble');
  const preamble = decodePreamble(bytes, fstatSync(fd).size);
  if ('state' in preamble) return preamble;
  const { directoryOffset, directoryLength, directoryChecksum } = preamble;
  const directory = readExactly(fd, directoryOffset, directoryLength);
  if (directory === undefined || directoryLength % 4 !== 0 || sumOf(directory) !== directoryChecksum) {
    return corrupt('its directory is damaged');
  }
  return JSON.parse(directory.toString('utf8')) as Directory;
}

function sumOf(bytes: Buffer<ArrayBuffer>): number {
  return checksum(new Uint32Array(bytes.buffer), 0, bytes.length / 4);
}
