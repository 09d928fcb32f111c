import { defineCommand, type Handler } from '@mpkg/cli';
import { countText } from '../../query/count-text.ts';

const doctor: Handler<{}> = async (call) => {
  const { StateStore } = await import('../../state/store.ts');
  const { rootOf } = await import('../surroundings.ts');
  const { examine } = await import('../../run/doctor.ts');
  const findings = examine(new StateStore(rootOf(call)));
  call.report.note(
    findings.length === 0 ? 'everything fits together' : countText(findings.length, 'finding'),
  );
  return {
    result: { findings },
    lines: findings.map(({ code, message, hint }) => `${message}: ${hint} [${code}]`),
    exit: findings.length === 0 ? 0 : 1,
  };
};

export const DOCTOR = defineCommand({
  name: 'doctor',
  summary: 'look whether everything that is known of a system fits together',
  description: [
    'Finds what was interrupted, hooks that are due, requirements that nothing satisfies, wishes that are not fulfilled, and where spm and mpkg know different things. Each finding names the command that puts it right. The exit status is 1 when there is one.',
  ],
  options: {},
  readsOnly: true,
  load: async () => doctor,
});
