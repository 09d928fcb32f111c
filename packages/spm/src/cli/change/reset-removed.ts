import fs from 'node:fs';

import { bytesOfText, fsPath } from '@mpkg/mpkg';

import type { ArtifactCache } from '../../artifacts/cache.ts';
import { applyReset, type ResetFile } from '../../layout/defaults/apply-reset.ts';
import { findDefaults } from '../../layout/defaults/find-defaults.ts';
import { planReset } from '../../layout/defaults/plan-reset.ts';
import type { Plan } from '../../plan/plan.ts';
import type { StateStore } from '../../state/store.ts';

/** Where files are that a reset replaced, until it is known whether the removal holds. */
export interface PendingReset {
  /** The removal holds: what was edited goes for good. */
  accept(): void;
  /** It does not: everything is as it was. */
  takeBack(): void;
}

/**
 * Puts the defaults of every package that a plan removes back where a user edited them, so that the removal finds nothing to keep
 * beside. A file that is missing stays missing.
 * @throws SpmError `file-not-found` when an archive with defaults is gone, `file-conflict`, exit 12; nothing has changed then
 */
export async function resetRemoved(
  store: StateStore,
  cache: ArtifactCache,
  { steps }: Plan,
): Promise<PendingReset> {
  const removed = steps.filter(({ action }) => action === 'remove');
  const defaults = await Promise.all(removed.map(({ id }) => findDefaults(store, cache, id)));
  const ofRoot = defaults.flat().filter(({ kind }) => kind !== 'home');
  const edited = planReset(ofRoot, { root: store.root, home: '' }).filter(
    ({ action }) => action === 'replace',
  );
  const done: ResetFile[] = [];
  const takeBack = (): void => done.forEach(({ path, backup = path }) => move(backup, path));
  try {
    for (const one of edited) done.push(...applyReset([one], true));
  } catch (error) {
    takeBack();
    throw error;
  }
  return { accept: () => done.forEach(({ backup = '' }) => remove(backup)), takeBack };
}

function move(from: string, to: string): void {
  fs.renameSync(fsPath(bytesOfText(from)), fsPath(bytesOfText(to)));
}

function remove(path: string): void {
  fs.rmSync(fsPath(bytesOfText(path)), { force: true });
}
