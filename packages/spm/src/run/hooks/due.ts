import fs from 'node:fs';

import { replaceFile } from '../../durable.ts';
import type { PackageId, Script } from '../../package/package.ts';
import type { Trigger } from '../../package/step.ts';
import { DUE_FILE } from '../../state/layout.ts';
import { stateMalformed } from '../../state/malformed.ts';
import type { StateStore } from '../../state/store.ts';
import type { ConfigMerge } from '../config/plan-merge.ts';

/**
 * What is still to be done after a commit. The transaction publishes it with everything else, so an interruption loses none of
 * it; what is done leaves the file. Doing any of it twice does no harm.
 */
export interface Due {
  readonly merges: readonly ConfigMerge[];
  readonly scripts: readonly DueScript[];
  readonly triggers: readonly Trigger[];
}

/** A maintainer script of a package, with what it is called with. */
export interface DueScript extends Script {
  readonly package: PackageId;
  readonly architecture: string;
  readonly arguments: readonly string[];
}

export const NOTHING_DUE: Due = { merges: [], scripts: [], triggers: [] };

export function isNothing({ merges, scripts, triggers }: Due): boolean {
  return merges.length + scripts.length + triggers.length === 0;
}

/** Both; a trigger that both call for runs once. */
export function joined(earlier: Due, later: Due): Due {
  const triggers = new Map([...earlier.triggers, ...later.triggers].map((one) => [JSON.stringify(one), one]));
  return {
    merges: [...earlier.merges, ...later.merges],
    scripts: [...earlier.scripts, ...later.scripts],
    triggers: [...triggers.values()],
  };
}

export function printDue(due: Due): string {
  return `${JSON.stringify(due)}\n`;
}

/** @throws SpmError `state-malformed` */
export function readDue(store: StateStore): Due {
  const file = store.pathOf(DUE_FILE);
  const text = store.bytes(DUE_FILE)?.toString('utf8');
  if (text === undefined) return NOTHING_DUE;
  const due = parseDue(text, file);
  const lists = [due?.merges, due?.scripts, due?.triggers];
  if (lists.every(Array.isArray)) return due as Due;
  throw stateMalformed(file, 'is damaged: something in it is missing or of another type');
}

function parseDue(text: string, file: string): Partial<Due> | null {
  try {
    return JSON.parse(text) as Partial<Due> | null;
  } catch (error) {
    throw stateMalformed(file, 'is damaged: it is no JSON', error);
  }
}

/** Replaces what is due; nothing due is no file. */
export async function writeDue(store: StateStore, due: Due): Promise<void> {
  const file = store.pathOf(DUE_FILE);
  if (isNothing(due)) fs.rmSync(file, { force: true });
  else await replaceFile(file, printDue(due));
}
