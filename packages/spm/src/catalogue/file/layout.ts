/**
 * The catalogue file, as `docs/formats/catalogue.md` describes it: a preamble of fixed size, sections, and at the end a
 * directory in JSON that says where they are. Numbers are in the byte order of the machine that wrote them.
 */
import { checksum } from './checksum.ts';

/** Raised with every change of the layout or of what a section means. */
export const FORMAT_VERSION = 6;

const MAGIC = Buffer.from('SPMCAT\r\n', 'latin1');
const BYTE_ORDER_MARK = 0x0102_0304;

export const PREAMBLE_BYTES = 48;
/** Sections begin at multiples of this, so that any typed array can lie over them. */
export const ALIGNMENT = 8;

const AT = {
  version: 8,
  byteOrder: 12,
  fileLength: 16,
  directory: 24,
  directoryLength: 32,
  directorySum: 36,
  sum: 40,
};

/** Where the directory is, and how to tell that it and the file are whole. */
export interface Preamble {
  /** Bytes of the whole file. */
  readonly fileLength: number;
  readonly directoryOffset: number;
  readonly directoryLength: number;
  /** Signed. */
  readonly directoryChecksum: number;
}

/** Bytes from `offset`, `length` of them. */
export type Extent = readonly [offset: number, length: number];

/** Arrays of numbers, each loaded whole; with the type of their elements. */
export const SECTIONS = {
  slots: Uint32Array,
  dependsStarts: Uint32Array,
  depends: Uint32Array,
  recommends: Uint32Array,
  conflicts: Uint32Array,
  members: Uint32Array,
  providers: Uint32Array,
  standards: Uint32Array,
  successors: Uint32Array,
  cardStarts: Uint32Array,
  relationTextStarts: Uint32Array,
  providedNameStarts: Uint32Array,
  searchText: Uint8Array,
} as const;

export type SectionName = keyof typeof SECTIONS;

/** Lines of text, each sealed so that one is read without reading others; with the section that says where each begins, and the last ends. */
export const STARTS = {
  cards: 'cardStarts',
  relationTexts: 'relationTextStarts',
  providedNames: 'providedNameStarts',
} as const satisfies Record<string, SectionName>;

export type ColumnName = keyof typeof STARTS;
export type StartsName = (typeof STARTS)[ColumnName];

export interface Directory {
  readonly candidateCount: number;
  readonly relationCount: number;
  readonly providedNameCount: number;
  /** The native one first. */
  readonly architectures: readonly string[];
  readonly repositories: readonly RepositoryEntry[];
  readonly sections: Readonly<Record<SectionName, Extent>>;
  /** Each section lies a second time so many bytes further on. */
  readonly mirrorDistance: number;
  readonly columns: Readonly<Record<ColumnName, Extent>>;
  readonly details: Extent;
}

/** A repository as it was compiled; the place in the list is its rank. */
export interface RepositoryEntry {
  readonly name: string;
  readonly scheme: 'semver' | 'debian';
  /** What it was compiled from, to tell whether it still is: the caller's words. */
  readonly identity: string;
}

/** Why a file is not believed. */
export type Distrust =
  | { readonly state: 'outdated'; readonly reason: string }
  | { readonly state: 'corrupt'; readonly reason: string };

export function encodePreamble(preamble: Preamble): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(PREAMBLE_BYTES);
  const view = new DataView(bytes.buffer);
  const words = new Int32Array(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(AT.version, FORMAT_VERSION, true);
  words[AT.byteOrder / 4] = BYTE_ORDER_MARK;
  view.setFloat64(AT.fileLength, preamble.fileLength, true);
  view.setFloat64(AT.directory, preamble.directoryOffset, true);
  view.setUint32(AT.directoryLength, preamble.directoryLength, true);
  view.setInt32(AT.directorySum, preamble.directoryChecksum, true);
  view.setInt32(AT.sum, checksum(words, 0, AT.sum / 4), true);
  return bytes;
}

/** @param bytes of a multiple of four, at such a place of their memory. */
export function decodePreamble(bytes: Uint8Array<ArrayBuffer>, fileLength: number): Preamble | Distrust {
  if (!MAGIC.equals(bytes.subarray(0, MAGIC.length))) return corrupt('it does not begin as a catalogue');
  const view = new DataView(bytes.buffer, bytes.byteOffset, PREAMBLE_BYTES);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, PREAMBLE_BYTES / 4);
  const version = view.getUint32(AT.version, true);
  if (version !== FORMAT_VERSION)
    return outdated(`its format is ${version}, this program's ${FORMAT_VERSION}`);
  if (words[AT.byteOrder / 4] !== BYTE_ORDER_MARK)
    return outdated('it was written on a machine of another byte order');
  if (view.getInt32(AT.sum, true) !== checksum(words, 0, AT.sum / 4))
    return corrupt('its preamble is damaged');
  const preamble = {
    fileLength: view.getFloat64(AT.fileLength, true),
    directoryOffset: view.getFloat64(AT.directory, true),
    directoryLength: view.getUint32(AT.directoryLength, true),
    directoryChecksum: view.getInt32(AT.directorySum, true),
  };
  if (preamble.fileLength === fileLength) return preamble;
  return corrupt(`it has ${fileLength} bytes instead of ${preamble.fileLength}`);
}

export function corrupt(reason: string): Distrust {
  return { state: 'corrupt', reason };
}

function outdated(reason: string): Distrust {
  return { state: 'outdated', reason };
}
