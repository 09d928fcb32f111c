import { SpmError } from '../errors.ts';
import type { PackageId } from '../plan/package.ts';
import type { Before } from '../plan/plan.ts';

export const STATE_SCHEMA = 'spm-state/1';

/** One installed package, in short. */
export interface InstalledPackage extends Before {
  readonly id: PackageId;
}

/** What is installed after a transaction. */
export interface InstalledSet {
  /** The last transaction; 0 before the first. */
  readonly transaction: number;
  readonly packages: ReadonlyMap<PackageId, InstalledPackage>;
}

export const NOTHING_INSTALLED: InstalledSet = { transaction: 0, packages: new Map() };

/** A head line, then a package a line, sorted by id (`docs/formats/spm-state.md`). */
export function printInstalled({ transaction, packages }: InstalledSet): string {
  const sorted = [...packages.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const head = { schema: STATE_SCHEMA, transaction };
  return [head, ...sorted].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** @throws SpmError `state-malformed`; `file` is for its message. */
export function parseInstalled(text: string, file: string): InstalledSet {
  try {
    const [first = '', ...lines] = text.trimEnd().split('\n');
    const head = JSON.parse(first) as { schema: string; transaction: number };
    if (head.schema !== STATE_SCHEMA) throw new SyntaxError(`it does not say ${STATE_SCHEMA}`);
    const packages = lines.map((line) => JSON.parse(line) as InstalledPackage);
    return { transaction: head.transaction, packages: new Map(packages.map((found) => [found.id, found])) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SpmError('state-malformed', `${file} is damaged: ${error.message}`, {
      subject: file,
      cause: error,
    });
  }
}
