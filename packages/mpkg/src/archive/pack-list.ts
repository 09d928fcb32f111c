import { bytesOfText, type Bytes } from '../bytes.ts';
import { MpkgError } from '../errors.ts';
import { linkTarget, lookAt } from '../tree/look.ts';
import { join, nameOf } from '../tree/paths.ts';
import { readInput } from '../tree/read-input.ts';
import { writeIndex, type NewEntry, type WrittenIndex } from '../pac/write-index.ts';
import { self, type PackedArchive, type PlannedArchive } from './create-pac.ts';
import { lostMode } from './lost-mode.ts';
import type { ModeRow } from './modes.ts';
import { packable } from './packable.ts';
import { parsePackingList, type FailLine, type ListedEntry } from './packing-list.ts';
import { writeArchive, type WriteOptions } from './write-archive.ts';

export interface ListOptions {
  /** Where files are read; default the current directory. */
  readonly from?: string | undefined;
}

/**
 * Packs what a packing list names, in its order, which must be the packing order.
 * @throws MpkgError as `planList` and `writeArchive`
 */
export async function packList(
  file: string,
  list: string,
  options: ListOptions & WriteOptions = {},
): Promise<PackedArchive> {
  const { source, modes } = await planList(list, options);
  return { ...(await writeArchive(file, source, options)), modes };
}

/**
 * Looks up what a packing list names.
 * @throws MpkgError `list-invalid` with file and line, and as `readInput`
 */
export async function planList(
  list: string,
  { from = '.', signal }: ListOptions & Pick<WriteOptions, 'signal'> = {},
): Promise<PlannedArchive> {
  const fail: FailLine = (line, reason) => {
    throw new MpkgError('list-invalid', `${list}:${line}: ${reason}`, { subject: list, details: { line } });
  };
  const listed = parsePackingList(await readInput(list, signal), fail);
  const base = bytesOfText(from);
  const modes = new Map<Bytes, ModeRow>();
  const entries = listed.map((entry) => describe(entry, { base, modes, fail }));
  const { head, index } = encode(entries, (entry, reason) => fail(listed[entry]?.line ?? 1, reason));
  const fileOf = (entry: number): Bytes => sourceOf(listed[entry] as ListedEntry, base);
  return { source: { head, index, fileOf }, modes };
}

interface Context {
  readonly base: Bytes;
  /** Collects what is lost. */
  readonly modes: Map<Bytes, ModeRow>;
  readonly fail: FailLine;
}

function describe(listed: ListedEntry, { base, modes, fail }: Context): NewEntry {
  const name = nameOf(listed.path);
  const file = sourceOf(listed, base);
  const status = lookAt(file);
  if (listed.isDirectory && status?.isDirectory() !== true) return directory(listed);
  if (status === undefined) return fail(listed.line, 'there is no such file');
  const { kind, fault } = packable(name, status);
  if (fault !== undefined) return fail(listed.line, fault);
  if (kind === 'dir' && !listed.isDirectory)
    return fail(listed.line, 'it is a directory: write "> " before its path');
  const lost = lostMode(status, kind, self());
  if (lost !== undefined) modes.set(listed.path, lost);
  if (kind === 'dir') return directory(listed);
  return { kind, name, size: kind === 'link' ? linkTarget(file).length : status.size };
}

/** A directory needs no counterpart on disk: an archive stores only its name. */
function directory({ path }: ListedEntry): NewEntry {
  return { kind: 'dir', name: nameOf(path), depth: path.split('/').length - 1 };
}

function sourceOf({ path, source }: ListedEntry, base: Bytes): Bytes {
  if (source === undefined) return join(base, path);
  return source.startsWith('/') ? source : join(base, source);
}

/** The format's own rules decide about order, names and nesting; what they refuse is told by its line. */
function encode(entries: readonly NewEntry[], fail: (entry: number, reason: string) => never): WrittenIndex {
  try {
    return writeIndex(entries);
  } catch (error) {
    const entry = error instanceof MpkgError ? error.details?.['entry'] : undefined;
    if (typeof entry === 'number') fail(entry, (error as MpkgError).message);
    throw error;
  }
}
