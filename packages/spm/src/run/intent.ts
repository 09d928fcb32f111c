import fs from 'node:fs';
import { MpkgError } from '@mpkg/mpkg';

import { errnoOf, systemError } from '../errors.ts';
import type { PackageId } from '../package/package.ts';
import type { Action } from '../package/step.ts';
import type { Plan } from '../plan/plan.ts';
import { INTENT_FILE } from '../state/layout.ts';
import type { StateStore } from '../state/store.ts';

/**
 * What a transaction set out to do. The file says it for as long as the transaction runs, so that after an interruption a person
 * can be told what was rolled back; nothing else depends on it.
 */
export interface Intent {
  readonly transaction: number;
  readonly request: readonly string[];
  readonly steps: readonly IntendedStep[];
}

export interface IntendedStep {
  readonly id: PackageId;
  readonly action: Action;
  readonly from: string | null;
  readonly to: string | null;
}

export function intentOf(plan: Plan, transaction: number): Intent {
  const steps = plan.steps.map(({ id, action, before, after }) => {
    return { id, action, from: before?.version ?? null, to: after?.version ?? null };
  });
  return { transaction, request: plan.request, steps };
}

/** Does what is intended; the intent stays behind only when that could be neither finished nor taken back. */
export async function withIntent(store: StateStore, intent: Intent, act: () => Promise<void>): Promise<void> {
  writeIntent(store, intent);
  try {
    await act();
  } catch (error) {
    if (!(error instanceof MpkgError && error.code === 'recovery-needed')) removeIntent(store);
    throw error;
  }
  removeIntent(store);
}

function writeIntent(store: StateStore, intent: Intent): void {
  const file = store.pathOf(INTENT_FILE);
  try {
    fs.writeFileSync(file, `${JSON.stringify(intent)}\n`);
  } catch (error) {
    throw systemError(error, file);
  }
}

/** Undefined when no transaction was interrupted, or before it could say what it wanted. */
export function readIntent(store: StateStore): Intent | undefined {
  const file = store.pathOf(INTENT_FILE);
  try {
    const intent = JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Intent> | null;
    const isSound = Number.isSafeInteger(intent?.transaction) && Array.isArray(intent?.request);
    return isSound && Array.isArray(intent?.steps) ? (intent as Intent) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || errnoOf(error) === 'ENOENT') return undefined;
    throw systemError(error, file);
  }
}

export function removeIntent(store: StateStore): void {
  fs.rmSync(store.pathOf(INTENT_FILE), { force: true });
}
