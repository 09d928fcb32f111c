import { SpmError } from '../errors.ts';
import type { Package, PackageId } from '../package/package.ts';
import type { Step, Trigger } from '../package/step.ts';
import type { WorldChange } from '../world/world.ts';
import { stateMalformed } from './malformed.ts';

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
  const record = parseJson(text, (cause) =>
    damaged(file, 'it is no JSON', cause),
  ) as Partial<TransactionRecord> | null;
  if (record?.schema !== RECORD_SCHEMA) throw damaged(file, `it does not say ${RECORD_SCHEMA}`);
  const { id, request, steps, world, triggers, undoes } = record;
  const isSound =
    Number.isSafeInteger(id) &&
    [request, steps, world?.added, world?.removed, triggers, undoes].every(Array.isArray);
  if (!isSound) throw damaged(file, 'something in it is missing or of another type');
  return record as TransactionRecord;
}

export function printSummary(summary: TransactionSummary): string {
  return `${JSON.stringify(summary)}\n`;
}

/** The lines of the history, oldest first. @throws SpmError `state-malformed` */
export function parseSummaries(text: string, file: string): TransactionSummary[] {
  if (text !== '' && !text.endsWith('\n'))
    throw stateMalformed(file, 'is damaged: its last line is cut short');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      const noJson = (cause: unknown): SpmError => stateMalformed(file, 'is damaged: it is no JSON', cause);
      const summary = parseJson(line, noJson) as Partial<TransactionSummary> | null;
      const isSound =
        summary?.id === index + 1 &&
        typeof summary.date === 'string' &&
        Array.isArray(summary.request) &&
        Array.isArray(summary.undoes) &&
        typeof summary.actions === 'object';
      if (!isSound) throw stateMalformed(file, `is damaged: line ${index + 1} is not about that transaction`);
      return summary as TransactionSummary;
    });
}

function parseJson(text: string, refusal: (cause: unknown) => SpmError): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refusal(error);
  }
}

/** Nothing else says what a record said. */
function damaged(file: string, reason: string, cause?: unknown): SpmError {
  return new SpmError('state-malformed', `${file} is damaged: ${reason}`, { subject: file, cause });
}
