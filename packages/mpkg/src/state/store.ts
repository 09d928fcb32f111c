import { MpkgError } from '../errors.ts';
import type { Bytes } from '../bytes.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { hasCode, lookAt, namesIn, readBytes } from '../tree/look.ts';
import { DirectoryCounts } from './directory-counts.ts';
import { parseFileList } from './file-list.ts';
import { formatId, type PackageId } from '../package-id.ts';
import { damaged, parseRecord, type PackageRecord } from './record.ts';

/** Where mpkg keeps its state, from the root or prefix that it works in. */
export const STATE_DIRECTORY = 'var/lib/mpkg' as Bytes;

export const COUNTS_FILE = 'directories' as Bytes;
export const LOCK_FILE = 'lock' as Bytes;
/** Holds a directory per group, and that the files of its packages. */
export const GROUPS_DIRECTORY = 'groups' as Bytes;
export const JOURNAL_FILE = 'journal' as Bytes;
export const LIST_SUFFIX = '.list';
export const RECORD_SUFFIX = '.json';
export const KEPT_PAC_SUFFIX = '.pac';

/** Reading more than this, in bytes, leaves several times as much garbage. */
const LARGE_RECORD = 2 ** 20;

/** Reads the state in a directory, given as an absolute path. A missing directory is an empty state. */
export class StateStore {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** The path of one of a package's state files. */
  file({ group, name }: PackageId, suffix: string): Bytes {
    return `${this.directory}/${GROUPS_DIRECTORY}/${group}/${name}${suffix}` as Bytes;
  }

  has(id: PackageId): boolean {
    return readBytes(this.file(id, RECORD_SUFFIX)) !== undefined;
  }

  /** The list of a package's files, as it is on the disk; undefined when it is not deployed. */
  listOf(id: PackageId): Bytes | undefined {
    return readBytes(this.file(id, LIST_SUFFIX));
  }

  /** @throws MpkgError `package-not-found`, with the group that has one of that name as a hint; `state-malformed` */
  read(id: PackageId): PackageRecord {
    const record = this.readIfDeployed(id);
    if (record === undefined) throw this.notFound(id);
    return record;
  }

  /** @throws MpkgError `state-malformed` */
  readIfDeployed(id: PackageId): PackageRecord | undefined {
    const [listFile, recordFile] = [this.file(id, LIST_SUFFIX), this.file(id, RECORD_SUFFIX)];
    const [text, list] = [readBytes(recordFile), readBytes(listFile)];
    if (text === undefined || list === undefined) {
      const isHalf = text !== undefined || list !== undefined;
      if (isHalf && !this.#isChanging())
        throw damaged(text === undefined ? recordFile : listFile, 'it is missing');
      return undefined;
    }
    const record = parseRecord(text, parseFileList(list, listFile).paths, recordFile);
    if (text.length > LARGE_RECORD) collectGarbage();
    if (record.group === id.group && record.name === id.name) return record;
    throw damaged(recordFile, `it is about ${formatId(record)}`);
  }

  /** A transaction publishes, or was interrupted at that: files come and go one by one. */
  #isChanging(): boolean {
    return lookAt(`${this.directory}/${JOURNAL_FILE}`) !== undefined;
  }

  counts(): DirectoryCounts {
    return new DirectoryCounts(readBytes(`${this.directory}/${COUNTS_FILE}`) ?? ('' as Bytes));
  }

  /** The groups that have packages. */
  groups(): Bytes[] {
    return namesOf(`${this.directory}/${GROUPS_DIRECTORY}`).sort();
  }

  /** Every package, or those of one group, sorted by group and name. */
  packages(group?: Bytes): PackageId[] {
    return (group === undefined ? this.groups() : [group]).flatMap((name) => this.#packagesOf(name));
  }

  #packagesOf(group: Bytes): PackageId[] {
    const files = namesOf(`${this.directory}/${GROUPS_DIRECTORY}/${group}`);
    const names = files.flatMap((file) => {
      const suffix = [LIST_SUFFIX, RECORD_SUFFIX].find((each) => file.endsWith(each));
      return suffix === undefined ? [] : [file.slice(0, -suffix.length)];
    });
    return [...new Set(names)].sort().map((name) => ({ group, name: name as Bytes }));
  }

  /** The error for a package that is not there. */
  notFound(id: PackageId): MpkgError {
    const elsewhere = this.packages().filter(({ name }) => name === id.name);
    const hint = elsewhere[0] === undefined ? 'mpkg -l' : `mpkg -l ${elsewhere[0].group}:${id.name}`;
    const where = elsewhere.map(({ group }) => group).join(', ');
    const also = where === '' ? '' : `; group ${where} has one of that name`;
    return new MpkgError('package-not-found', `${formatId(id)} is not deployed${also}`, {
      subject: formatId(id),
      hint,
      ...(where !== '' && { details: { groups: elsewhere.map(({ group }) => group) } }),
    });
  }
}

function namesOf(directory: string): Bytes[] {
  try {
    return namesIn(directory);
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
    throw error;
  }
}
