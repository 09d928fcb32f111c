import type { SpmError } from '../errors.ts';
import type { PackageId } from '../package/package.ts';
import type { Before } from '../package/step.ts';
import { stateMalformed } from './malformed.ts';

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

/** One JSON document in which each package has a line of its own, sorted by id (`docs/formats/spm-state.md`). */
export function printInstalled({ transaction, packages }: InstalledSet): string {
  const lines = [...packages.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((found) => JSON.stringify(found));
  const members = lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`;
  return `{"schema":"${STATE_SCHEMA}","transaction":${transaction},"packages":[${members}]}\n`;
}

/** @throws SpmError `state-malformed`; `file` is for its message. */
export function parseInstalled(text: string, file: string): InstalledSet {
  const document = parseDocument(text, file);
  if (document?.schema !== STATE_SCHEMA) throw malformed(file, `it does not say ${STATE_SCHEMA}`);
  const { transaction, packages } = document;
  const isSound =
    Number.isSafeInteger(transaction) && Array.isArray(packages) && packages.every(isInstalledPackage);
  if (!isSound) throw malformed(file, 'something in it is missing or of another type');
  return { transaction, packages: new Map(packages.map((found) => [found.id, found])) };
}

interface Document {
  readonly schema: string;
  readonly transaction: number;
  readonly packages: readonly InstalledPackage[];
}

/** What nothing can be read without. */
function isInstalledPackage(found: Partial<InstalledPackage> | null): boolean {
  return (
    typeof found?.id === 'string' &&
    typeof found.version === 'string' &&
    Number.isSafeInteger(found.transaction)
  );
}

function parseDocument(text: string, file: string): Document | null {
  try {
    return JSON.parse(text) as Document | null;
  } catch (error) {
    throw malformed(file, 'it is no JSON', error);
  }
}

function malformed(file: string, reason: string, cause?: unknown): SpmError {
  return stateMalformed(file, `is damaged: ${reason}`, cause);
}
