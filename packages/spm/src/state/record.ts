import { SpmError } from '../errors.ts';
import type { Package, PackageId } from '../package/package.ts';
import type { Step, Trigger } from '../package/step.ts';
import type { WorldChange } from '../world/world.ts';

export const RECORD_SCHEMA = 'spm-transaction/1';

/** Everything that one committed transaction did; never changed afterwards. */
export interface TransactionRecord {
  readonly schema: typeof RECORD_SCHEMA;
  /** 1, 2, 3 … */
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly request: readonly string[];
  /** As carried out: what a foreign package said of itself is filled in. */
  readonly steps: readonly Step[];
  readonly world: WorldChange;
  /** Those of the plan, for plans that take this back. */
  readonly triggers: readonly Trigger[];
  /** The transactions that this one undoes; ascending. */
  readonly undoes: readonly number[];
}

/** A line of the history: a record in short. */
export interface TransactionSummary {
  readonly id: number;
  readonly date: string;
  readonly request: readonly string[];
  /** How many packages each action concerned. */
  readonly actions: Readonly<Record<string, number>>;
  readonly undoes: readonly number[];
}

export function summaryOf({ id, date, request, steps, undoes }: TransactionRecord): TransactionSummary {
  const actions: Record<string, number> = {};
  for (const { action } of steps) actions[action] = (actions[action] ?? 0) + 1;
  return { id, date, request, actions, undoes };
}

/** What the record's transaction installed under the id. */
export function installedBy(record: TransactionRecord, id: PackageId): Package | undefined {
  return record.steps.find((step) => step.id === id)?.after ?? undefined;
}

export function printRecord(record: TransactionRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** @throws SpmError `state-malformed`; `file` is for its message. */
export function parseRecord(text: string, file: string): TransactionRecord {
  return parseLine(text, file) as TransactionRecord;
}

export function printSummary(summary: TransactionSummary): string {
  return `${JSON.stringify(summary)}\n`;
}

/** The lines of the history, oldest first. @throws SpmError `state-malformed` */
export function parseSummaries(text: string, file: string): TransactionSummary[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => parseLine(line, file) as TransactionSummary);
}

function parseLine(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SpmError('state-malformed', `${file} is damaged`, { subject: file, cause: error });
  }
}
