import { isAbsolute } from 'node:path';

import { UsageError, type Call, type Outcome } from '@mpkg/cli';
import { textOfBytes } from '@mpkg/mpkg';

import { applyReset, type ResetFile } from '../../layout/defaults/apply-reset.ts';
import { checkHome } from '../../layout/defaults/check-home.ts';
import type { Default, DefaultKind } from '../../layout/defaults/default.ts';
import { findDefaults } from '../../layout/defaults/find-defaults.ts';
import { planReset, type PlannedReset } from '../../layout/defaults/plan-reset.ts';
import { resolveInstalled } from '../../plan/remove.ts';
import { beginChange } from '../../run/begin.ts';
import { StateStore } from '../../state/store.ts';
import { cacheOf } from '../change/open-artifacts.ts';
import { reportRecovery } from '../change/report-recovery.ts';
import { runEvents } from '../change/run-events.ts';
import type { RESET_OPTIONS } from './reset-options.ts';
import { rootOf } from '../surroundings.ts';

export type ResetCall = Call<typeof RESET_OPTIONS>;

/** Puts the defaults of some kinds back, of every package that the call names. */
export async function resetPackages(call: ResetCall, kinds: readonly DefaultKind[]): Promise<Outcome> {
  if (call.options['dry-run'] || kinds.every((kind) => kind === 'home')) {
    const planned = await plan(call, { kinds, store: new StateStore(rootOf(call)) });
    return outcomeOf(call, call.options['dry-run'] ? planned.map(preview) : apply(call, planned));
  }
  const { wait } = call.options;
  using change = await beginChange(rootOf(call), runEvents(call.report), {
    waitSeconds: wait,
    signal: call.signal,
  });
  reportRecovery(change.recovered, call.report);
  return outcomeOf(call, apply(call, await plan(call, { kinds, store: change.state.store })));
}

interface Wanted {
  readonly kinds: readonly DefaultKind[];
  readonly store: StateStore;
}

async function plan(call: ResetCall, { kinds, store }: Wanted): Promise<PlannedReset[]> {
  const defaults: Default[] = [];
  for (const name of call.operands) {
    const id = resolveInstalled(store, name);
    const found = await findDefaults(store, cacheOf(call), id);
    const wanted = found.filter(({ kind }) => kinds.includes(kind));
    if (wanted.length === 0) call.report.warn(noDefaults(id, kinds));
    defaults.push(...wanted);
  }
  const home = defaults.some(({ kind }) => kind === 'home') ? homeOf(call) : '';
  return planReset(defaults, { root: store.root, home });
}

function homeOf({ env }: ResetCall): string {
  const home = env['HOME'] ?? '';
  if (!isAbsolute(home))
    throw new UsageError('HOME names no home directory', 'HOME=/home/me spm reset_home NAME');
  checkHome(home);
  return home;
}

function apply({ options }: ResetCall, planned: readonly PlannedReset[]): ResetFile[] {
  return applyReset(planned, options.backup);
}

function preview({ path, action }: PlannedReset): ResetFile {
  return { path: textOfBytes(path), action };
}

const DONE = { restore: 'restored', replace: 'replaced' } as const;

function outcomeOf({ report }: ResetCall, files: readonly ResetFile[]): Outcome {
  const changed = files.filter(({ action }) => action !== 'keep');
  if (changed.length === 0) report.note('nothing to do');
  return { result: { files }, lines: changed.map(changedLine) };
}

/** `replaced /etc/hello.conf, kept as /etc/hello.conf.~1~`. */
function changedLine({ path, action, backup }: ResetFile): string {
  const kept = backup === undefined ? '' : `, kept as ${backup}`;
  return action === 'keep' ? path : `${DONE[action]} ${path}${kept}`;
}

function noDefaults(
  id: string,
  kinds: readonly DefaultKind[],
): { code: string; subject: string; message: string } {
  return { code: 'no-defaults', subject: id, message: `${id} brings no defaults for ${kinds.join(', ')}` };
}
