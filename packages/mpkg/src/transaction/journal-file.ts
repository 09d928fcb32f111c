import fs from 'node:fs';
import { fsPath } from '../bytes.ts';
import { JOURNAL_FILE } from '../state/store.ts';
import type { Disk } from '../tree/disk.ts';
import { hasCode, readBytes } from '../tree/look.ts';
import { appendToFile, syncDirectory, writePieces } from './durability.ts';
import { COMMIT_MARK, formatJournal, parseJournal, type Journal, type StoredJournal } from './journal.ts';

/** The journal of a state directory, given as an absolute path. `sync` is false where syncing means nothing or is not wanted. */
export class JournalFile {
  readonly #disk: Disk;
  readonly #directory: string;
  readonly #path: string;
  readonly #sync: boolean;
  /** Of the journal that was written, without a commit mark. */
  #bytes = 0;
  #isMarked = false;

  constructor(disk: Disk, directory: string, sync: boolean) {
    this.#disk = disk;
    this.#directory = directory;
    this.#path = `${directory}/${JOURNAL_FILE}`;
    this.#sync = sync;
  }

  get exists(): boolean {
    return fs.existsSync(fsPath(this.#path));
  }

  /** Undefined when no transaction was interrupted after it began to publish. @throws MpkgError `state-malformed` */
  read(): StoredJournal | undefined {
    const text = readBytes(this.#path);
    return text === undefined ? undefined : parseJournal(text, this.#path);
  }

  /** When it returns, the journal is whole and durable under its name. */
  write(journal: Journal): void {
    const draft = `${this.#path}.new`;
    const pieces = formatJournal(journal);
    this.#bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    writePieces(this.#disk, draft, pieces, this.#sync);
    this.#disk.rename(draft, this.#path);
    if (this.#sync) syncDirectory(this.#disk, this.#directory);
  }

  /** From here on the transaction is never rolled back. */
  commit(): void {
    this.#isMarked = true;
    appendToFile(this.#disk, this.#path, Buffer.from(COMMIT_MARK), this.#sync);
  }

  /** Takes back a commit mark that may have been written in part, or whole and not durably. Needs no space. */
  retract(): void {
    if (!this.#isMarked) return;
    this.#disk.truncate(this.#path, this.#bytes);
    if (this.#sync) appendToFile(this.#disk, this.#path, Buffer.alloc(0), true);
  }

  remove(): void {
    this.#discard(`${this.#path}.new`);
    this.#discard(this.#path);
  }

  #discard(path: string): void {
    if (!fs.existsSync(fsPath(path))) return;
    try {
      this.#disk.unlink(path);
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  }
}
