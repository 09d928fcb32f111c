import fs from 'node:fs';
import path from 'node:path';

import { errnoOf, SpmError, systemError } from '../errors.ts';
import {
  installedBy,
  parseRecord,
  parseSummaries,
  type TransactionRecord,
  type TransactionSummary,
} from './record.ts';
import type { Package, PackageId } from '../package/package.ts';
import { parseWorld } from '../world/text.ts';
import type { World } from '../world/world.ts';
import { stateMalformed } from './malformed.ts';
import { NOTHING_INSTALLED, parseInstalled, type InstalledPackage, type InstalledSet } from './installed.ts';
import { HISTORY_FILE, INSTALLED_FILE, recordFile, WORLD_FILE } from './layout.ts';

/**
 * Reads what spm knows of a tree. Each file is replaced as a whole by the transaction that changes it, so a reader needs no lock, no
 * permission but to read, and waits for nobody. What is not there yet reads as empty.
 */
export class StateStore {
  readonly root: string;
  readonly #records = new Map<number, TransactionRecord>();

  /** @param root the tree, an absolute path. */
  constructor(root: string) {
    this.root = root;
  }

  /** @throws SpmError `state-malformed` */
  installed(): InstalledSet {
    const text = this.text(INSTALLED_FILE);
    if (text !== '') return parseInstalled(text, this.pathOf(INSTALLED_FILE));
    if (this.hasBegun()) throw this.#lost(INSTALLED_FILE);
    return NOTHING_INSTALLED;
  }

  /** @throws SpmError `state-malformed`; `config-invalid` with the line */
  world(): World {
    return parseWorld(this.#textOf(WORLD_FILE), this.pathOf(WORLD_FILE));
  }

  /** Oldest first. @throws SpmError `state-malformed` */
  history(): TransactionSummary[] {
    return parseSummaries(this.#textOf(HISTORY_FILE), this.pathOf(HISTORY_FILE));
  }

  hasRecord(transaction: number): boolean {
    return fs.existsSync(this.pathOf(recordFile(transaction)));
  }

  /** @throws SpmError `transaction-unknown`, `state-malformed` */
  record(transaction: number): TransactionRecord {
    const known = this.#records.get(transaction);
    if (known !== undefined) return known;
    const text = this.text(recordFile(transaction));
    if (text === '') {
      const isRecorded = transaction > 0 && transaction <= this.installed().transaction;
      throw isRecorded ? lostRecord(this.pathOf(recordFile(transaction))) : unknownTransaction(transaction);
    }
    const record = parseRecord(text, this.pathOf(recordFile(transaction)));
    this.#records.set(transaction, record);
    return record;
  }

  /** Everything that is known of an installed package. */
  packageOf({ id, transaction }: Pick<InstalledPackage, 'id' | 'transaction'>): Package {
    const found = installedBy(this.record(transaction), id);
    if (found !== undefined) return found;
    const file = this.pathOf(recordFile(transaction));
    throw new SpmError('state-malformed', `${file} does not say what ${id} is`, { subject: file });
  }

  /** Whether there was a transaction, as far as any file knows. */
  hasBegun(): boolean {
    return this.text(INSTALLED_FILE) !== '' || this.text(HISTORY_FILE) !== '' || this.hasRecord(1);
  }

  /** The text of a file that every transaction writes, which is never empty after the first. */
  #textOf(file: string): string {
    const text = this.text(file);
    if (text === '' && this.hasBegun()) throw this.#lost(file);
    return text;
  }

  #lost(file: string): SpmError {
    return stateMalformed(this.pathOf(file), 'is gone or empty, though transactions are recorded');
  }

  /** The absolute path of one of the files of `layout.ts`. */
  pathOf(file: string): string {
    return path.join(this.root, file);
  }

  /** A file of the state as text; empty when it is not there. */
  text(file: string): string {
    return this.bytes(file)?.toString('utf8') ?? '';
  }

  /** A file of the state; undefined when it is not there. */
  bytes(file: string): Buffer | undefined {
    try {
      return fs.readFileSync(this.pathOf(file));
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw systemError(error, this.pathOf(file));
    }
  }
}

/** Nothing else says what a record said. */
function lostRecord(file: string): SpmError {
  return new SpmError('state-malformed', `${file} is gone or empty, though its transaction took place`, {
    subject: file,
  });
}

function unknownTransaction(transaction: number): SpmError {
  return new SpmError('transaction-unknown', `there is no transaction ${transaction}`, {
    subject: String(transaction),
    hint: 'spm history',
  });
}

/** @throws SpmError `package-not-installed` */
export function installedPackage(installed: InstalledSet, id: PackageId): InstalledPackage {
  const found = installed.packages.get(id);
  if (found !== undefined) return found;
  throw new SpmError('package-not-installed', `${id} is not installed`, {
    subject: id,
    hint: 'spm installed',
  });
}
