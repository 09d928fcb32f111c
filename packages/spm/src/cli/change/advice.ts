import { hasFiles } from '../../package/package.ts';
import { planAutoremoval } from '../../plan/remove.ts';
import type { Step } from '../../package/step.ts';
import { filesOf, prefixOf } from '../../state/file-lists.ts';
import type { StateStore } from '../../state/store.ts';
import { countText } from '../../query/count-text.ts';

const PROGRAM = /^(?:usr\/(?:local\/)?)?s?bin\/([^/]+)$/;
const MOST_PROGRAMS = 8;

/** What a person may want to know or run after a transaction, a sentence a line. */
export function advise(store: StateStore, transaction: number, runScripts: boolean): string[] {
  const { steps } = store.record(transaction);
  const programs = programsOf(store, steps);
  const scripts = runScripts ? [] : steps.filter(({ after }) => after?.attributes?.scripts.some(isRun));
  const orphans = steps.some(({ after }) => after === null) ? planAutoremoval(store).steps.length : 0;
  return [
    ...(programs.length === 0 ? [] : [`programs: ${listed(programs)}`]),
    ...scriptsLine(scripts),
    ...(orphans === 0 ? [] : [`needed by nothing any more: ${orphans}; "spm autoremove" removes them`]),
    `transaction ${transaction}; "spm undo ${transaction}" takes it back`,
  ];
}

/** The programs of what was asked for by name; by their path where they lie below a prefix, so that no shell finds them by name. */
function programsOf(store: StateStore, steps: readonly Step[]): string[] {
  const asked = steps.filter(
    ({ action, after, reason }) =>
      action === 'install' && after !== null && hasFiles(after) && reason.kind === 'explicit',
  );
  return asked.flatMap(({ id }) => {
    const prefix = prefixOf(store.root, id);
    return filesOf(store.root, id).flatMap((file) => {
      const name = PROGRAM.exec(file.slice(prefix.length))?.[1];
      return name === undefined ? [] : [prefix === '' ? name : `/${file}`];
    });
  });
}

function scriptsLine(steps: readonly Step[]): string[] {
  const [first] = steps;
  if (first === undefined) return [];
  return [
    `maintainer scripts of ${countText(steps.length, 'package')} were not run; "spm files ${first.id} --scripts" shows them`,
  ];
}

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_PROGRAMS;
  return names.slice(0, MOST_PROGRAMS).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function isRun({ name }: { readonly name: string }): boolean {
  return name === 'preinst' || name === 'postinst';
}
