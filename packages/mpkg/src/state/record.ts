import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';
import type { LeafKind } from '../pac/kind.ts';
import { StoredLeaves, type LeafColumns, type Leaves, type Paths } from '../tree/leaves.ts';
import type { PackageId } from '../package-id.ts';
import { faultOfRecord } from './record-shape.ts';

/** The archive that a package came from. */
export interface RecordedPac {
  /** Absolute, as it was named at the deployment. */
  readonly file: Bytes;
  readonly size: number;
  /** Hexadecimal, when it was asked for. */
  readonly sha256: string | null;
}

/** Permissions and owner that a modes table gave; null where it said nothing. */
export interface RecordedMode {
  readonly mode: number | null;
  readonly uid: number | null;
  readonly gid: number | null;
  /** As cap_from_text(3) reads it. */
  readonly capabilities: string | null;
}

/** What was deployed for a package, beside the plain list of its files. */
export interface PackageRecord extends PackageId {
  /** Where the group puts its packages, from the root of the tree. */
  readonly prefix: Bytes;
  readonly pac: RecordedPac;
  /** Whether a copy of the archive lies in the state, for what is skipped. */
  readonly keptPac: boolean;
  /** The paths to skip that were asked for, from the prefix. */
  readonly skips: readonly Bytes[];
  /** The topmost paths of the archive that are skipped, those of the group's rules included; from the prefix. */
  readonly skipped: readonly Bytes[];
  /** Paths from the prefix that are configuration. */
  readonly configuration: readonly Bytes[];
  /** Directories that were made for packages and that this one holds; from the root of the tree. */
  readonly directories: readonly Bytes[];
  /** Directories (from the prefix) that lie elsewhere (from the root of the tree): links led there. */
  readonly elsewhere: Readonly<Record<Bytes, Bytes>>;
  /** By path from the prefix; skipped ones too. */
  readonly modes: Readonly<Record<Bytes, RecordedMode>>;
  readonly leaves: Leaves;
}

/** What a modes table gave to a path from the prefix. */
export function modeOf({ modes }: Pick<PackageRecord, 'modes'>, path: Bytes): RecordedMode | undefined {
  return Object.hasOwn(modes, path) ? modes[path] : undefined;
}

const FORMAT = 1;
const LETTER_OF_KIND: Readonly<Record<LeafKind, string>> = { file: 'f', exec: 'x', link: 'l' };

/** The record as JSON, in pieces; its strings are bytes, so it is written and read as latin1. */
export function* formatRecord(record: PackageRecord): Generator<Bytes> {
  const { leaves, ...rest } = record;
  const { length, windows } = leaves;
  const head = JSON.stringify({ format: FORMAT, ...rest });
  yield `${head.slice(0, -1)},"leaves":{"kinds":"` as Bytes;
  yield* pieces(length, '', (start, end) => kindsOf(leaves, start, end));
  yield '","sizes":[' as Bytes;
  yield* pieces(length, ',', (start, end) => leaves.sizesText(start, end));
  yield '],"checksums":[' as Bytes;
  yield* pieces(length, ',', (start, end) => leaves.checksumsText(start, end));
  yield `],"windows":${JSON.stringify(windows)},"window":[` as Bytes;
  if (windows.length > 1) yield* pieces(length, ',', (start, end) => windowsOf(leaves, start, end));
  yield ']}}\n' as Bytes;
}

/** Values in one piece of text. */
const PIECE_VALUES = 8192;

/** A column as text, `text` giving that of a part. */
function* pieces(
  length: number,
  separator: string,
  text: (start: number, end: number) => string,
): Generator<Bytes> {
  for (let start = 0; start < length; start += PIECE_VALUES) {
    const piece = text(start, Math.min(length, start + PIECE_VALUES));
    yield `${start === 0 ? '' : separator}${piece}` as Bytes;
  }
}

function kindsOf(leaves: Leaves, start: number, end: number): string {
  let letters = '';
  for (let at = start; at < end; at++) letters += LETTER_OF_KIND[leaves.kind(at)];
  return letters;
}

function windowsOf(leaves: Leaves, start: number, end: number): string {
  return Uint32Array.from({ length: end - start }, (_, at) => leaves.windowPlace(start + at)).join();
}

/** @throws MpkgError `state-malformed`; `file` is for its message. */
export function parseRecord(text: string, paths: Paths, file: string): PackageRecord {
  const { format, leaves, ...rest } = readStored(text, file);
  if (format !== FORMAT) throw unknownFormat(file, format);
  const fault = faultOfRecord({ leaves, ...rest });
  if (fault !== undefined) throw damaged(file, `its "${fault}" is not what it has to be`);
  const counts = [leaves.kinds.length, leaves.sizes.length, leaves.checksums.length];
  if (counts.some((count) => count !== paths.length))
    throw damaged(file, 'it does not fit the list of files');
  return { ...rest, leaves: new StoredLeaves(leaves, paths) };
}

function unknownFormat(file: string, format: unknown): MpkgError {
  const subject = textOfBytes(file);
  const words = `its format is ${JSON.stringify(format)}, this program knows ${FORMAT}`;
  return new MpkgError('state-malformed', `${subject}: ${words}`, {
    subject,
    hint: 'use the mpkg that wrote it',
  });
}

type StoredRecord = Omit<PackageRecord, 'leaves'> & {
  readonly format: unknown;
  readonly leaves: LeafColumns;
};

function readStored(text: string, file: string): StoredRecord {
  try {
    return { ...(JSON.parse(text) as StoredRecord) };
  } catch (error) {
    throw damaged(file, 'it is not JSON', error);
  }
}

/** A state file that is not as it was written. What is left of a package can only be forgotten. */
export function damaged(file: string, reason: string, cause?: unknown): MpkgError {
  const subject = textOfBytes(file);
  const stem = subject.replace(/\.[^./]*$/, '');
  return new MpkgError('state-malformed', `${subject} is damaged: ${reason}`, {
    subject,
    hint: `restore it from a backup; or forget the package, its files stay: rm ${stem}.list ${stem}.json`,
    cause,
  });
}
