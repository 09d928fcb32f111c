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

  installed(): InstalledSet {
    const text = this.text(INSTALLED_FILE);
    return text === '' ? NOTHING_INSTALLED : parseInstalled(text, this.pathOf(INSTALLED_FILE));
  }

  world(): World {
    return parseWorld(this.text(WORLD_FILE), this.pathOf(WORLD_FILE));
  }

  /** Oldest first. */
  history(): TransactionSummary[] {
    return parseSummaries(this.text(HISTORY_FILE), this.pathOf(HISTORY_FILE));
  }

  hasRecord(transaction: number): boolean {
    return fs.existsSync(this.pathOf(recordFile(transaction)));
  }

  /** @throws SpmError `transaction-unknown` */
  record(transaction: number): TransactionRecord {
    const known = this.#records.get(transaction);
    if (known !== undefined) return known;
    const text = this.text(recordFile(transaction));
    if (text === '') throw unknownTransaction(transaction);
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
