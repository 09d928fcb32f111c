import { defineCommand, type Call, type Handler, type Outcome } from '@mpkg/cli';

const HOOK_FAILED = 14;

const recover: Handler<{}> = async (call) => {
  const { rootOf } = await import('../surroundings.ts');
  const { holdState } = await import('../../state/lock.ts');
  const { hookWarning } = await import('./hook-warning.ts');
  const { recoveryLines } = await import('./report-recovery.ts');
  const { runEvents } = await import('./run-events.ts');
  const { recover: recoverState } = await import('../../run/recover.ts');
  const { wait: waitSeconds } = call.options;
  if (call.options['dry-run']) return rehearsed(call);
  using state = await holdState(rootOf(call), { waitSeconds, signal: call.signal });
  const recovered = await recoverState({ state, emit: runEvents(call.report), waitSeconds });
  for (const line of recoveryLines(recovered)) call.report.note(line);
  for (const hook of recovered.failed) call.report.warn(hookWarning(hook));
  return {
    result: recovered,
    lines: recovered.packages.map(({ id, version }) => `${id} ${version ?? 'not installed'}`),
    exit: recovered.failed.length === 0 ? 0 : HOOK_FAILED,
  };
};

/** What there is to recover, as "spm doctor" finds it. */
async function rehearsed(call: Call): Promise<Outcome> {
  const { rehearseRecovery } = await import('@mpkg/mpkg');
  const { unfinished } = await import('../../run/doctor.ts');
  const { StateStore } = await import('../../state/store.ts');
  const { rootOf } = await import('../surroundings.ts');
  const store = new StateStore(rootOf(call));
  const { outcome } = rehearseRecovery({ root: store.root });
  const findings = unfinished(store);
  if (outcome === 'nothing' && findings.length === 0) call.report.note('nothing was interrupted');
  if (outcome === 'rolled-back') call.report.note('an interrupted transaction would be rolled back');
  if (outcome === 'completed') call.report.note('an interrupted transaction would be finished');
  return { result: { outcome, findings }, lines: findings.map(({ message }) => message) };
}

export const RECOVER = defineCommand({
  name: 'recover',
  summary: 'finish or roll back what was interrupted',
  description: [
    'After a kill or a power cut, everything of the interrupted plan is old or everything is new; this says which, and at which version each package is. Triggers and scripts that failed are run once more. Every command that changes something does this first by itself.',
    'When a file in which spm keeps what it knows is damaged or lost, this makes it anew, from the records of all transactions; wishes that were written in by hand are not in these.',
  ],
  options: {},
  exits: [1, 8, 12, 14],
  load: async () => recover,
});
