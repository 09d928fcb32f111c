import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { SpmError, errnoOf, systemError } from '../../errors.ts';
import { checksum, unseal } from './checksum.ts';
import {
  BLOCKS,
  LINES_PER_BLOCK,
  PREAMBLE_BYTES,
  SECTIONS,
  corrupt,
  decodePreamble,
  type ColumnName,
  type Directory,
  type Distrust,
  type SectionName,
} from './layout.ts';

/** How much of the second copy is compared at a time, bytes. */
const COMPARED_BYTES = 128 * 1024;

type SectionArray<Name extends SectionName> = InstanceType<(typeof SECTIONS)[Name]>;

/** An open catalogue file: each section is read, and compared with its second copy, when it is first asked for. */
export class CatalogueReader {
  readonly directory: Directory;
  readonly #fd: number;
  readonly #path: string;
  readonly #sections = new Map<SectionName, Uint32Array | Uint8Array>();
  readonly #blocks: Readonly<Record<ColumnName, Map<number, string[]>>> = {
    cards: new Map(),
    relationTexts: new Map(),
    providedNames: new Map(),
  };
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
    const block = Math.floor(index / LINES_PER_BLOCK);
    let lines = this.#blocks[column].get(block);
    if (lines === undefined) {
      lines = this.#block(column, block);
      this.#blocks[column].set(block, lines);
    }
    return lines[index % LINES_PER_BLOCK] ?? this.#distrust(column);
  }

  /** A text among the details, with the offset counted from where they begin. Throws `catalogue-corrupt`. */
  details(offset: number, length: number): string {
    const bytes = this.#read(this.directory.details[0] + offset, length);
    return (bytes && unseal(bytes)) ?? this.#distrust('details');
  }

  /** The error for a damaged part, to be caught by whoever can rebuild the file. */
  #distrust(part: string): never {
    throw new SpmError('catalogue-corrupt', `the catalogue is damaged (${part})`, {
      subject: this.#path,
      hint: 'spm sync',
    });
  }

  #block(column: ColumnName, block: number): string[] {
    const starts = this.section(BLOCKS[column]);
    const from = starts[block] ?? 0;
    const bytes = this.#read(this.directory.columns[column][0] + from, (starts[block + 1] ?? from) - from);
    const text = (bytes && unseal(bytes)) ?? this.#distrust(column);
    return text.split('\n');
  }

  #verified(name: SectionName): Buffer<ArrayBuffer> {
    const [offset, length] = this.directory.sections[name];
    const bytes = this.#read(offset, length) ?? this.#distrust(name);
    if (!this.#matches(bytes, offset + this.directory.mirrorDistance)) this.#distrust(name);
    return bytes;
  }

  /** Whether the file has the same bytes at `offset`, compared through a small buffer: fresh memory is what costs time. */
  #matches(bytes: Buffer, offset: number): boolean {
    this.#compared ??= Buffer.allocUnsafeSlow(COMPARED_BYTES);
    for (let from = 0; from < bytes.length; from += COMPARED_BYTES) {
      const to = Math.min(from + COMPARED_BYTES, bytes.length);
      const copy = this.#compared.subarray(0, to - from);
      if (!readFully(this.#fd, copy, offset + from) || copy.compare(bytes, from, to) !== 0) return false;
    }
    return true;
  }

  #read(offset: number, length: number): Buffer<ArrayBuffer> | undefined {
    return readExactly(this.#fd, offset, length);
  }
}

/** Undefined when the file ends before. */
function readExactly(fd: number, offset: number, length: number): Buffer<ArrayBuffer> | undefined {
  const bytes = Buffer.from(new ArrayBuffer(length));
  return readFully(fd, bytes, offset) ? bytes : undefined;
}

/** Fills `bytes` from `offset` of the file; false when the file ends before. */
function readFully(fd: number, bytes: Buffer, offset: number): boolean {
  for (let done = 0; done < bytes.length;) {
    const count = readSync(fd, bytes, done, bytes.length - done, offset + done);
    if (count === 0) return false;
    done += count;
  }
  return true;
}

function readDirectory(fd: number): Directory | Distrust {
  const bytes = readExactly(fd, 0, PREAMBLE_BYTES);
  if (bytes === undefined) return corrupt('it is shorter than its preamble');
  const preamble = decodePreamble(bytes, fstatSync(fd).size);
  if ('state' in preamble) return preamble;
  const { directoryOffset, directoryLength, directoryChecksum } = preamble;
  const directory = readExactly(fd, directoryOffset, directoryLength);
  if (directory === undefined || checksum(directory, 0, directoryLength) !== directoryChecksum) {
    return corrupt('its directory is damaged');
  }
  return JSON.parse(directory.toString('utf8')) as Directory;
}
