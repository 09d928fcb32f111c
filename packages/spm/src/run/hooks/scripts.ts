import type { Package, PackageId } from '../../package/package.ts';

import type { DueScript } from './due.ts';

/** Maintainer scripts run before the files change, or after. */
export interface StepScripts {
  readonly before: readonly DueScript[];
  readonly after: readonly DueScript[];
}

/**
 * The maintainer scripts of a step, with the arguments that Debian policy §6.5 gives them. `previous` is what is installed before
 * it, `next` what is then.
 */
export function scriptsOf(id: PackageId, previous: Package | null, next: Package | null): StepScripts {
  const old = previous?.version ?? '';
  const call = (found: Package | null, name: string, words: readonly string[]): DueScript[] => {
    if (found === null) return [];
    const scripts = found.attributes?.scripts.filter((script) => script.name === name) ?? [];
    const { architecture } = found;
    return scripts.map((script) => ({ ...script, package: id, architecture, arguments: words }));
  };
  if (next === null) {
    return { before: call(previous, 'prerm', ['remove']), after: call(previous, 'postrm', ['remove']) };
  }
  const upgrade = ['upgrade', next.version];
  const arrival = previous === null ? ['install'] : ['upgrade', old];
  return {
    before: [...call(previous, 'prerm', upgrade), ...call(next, 'preinst', arrival)],
    after: [...call(previous, 'postrm', upgrade), ...call(next, 'postinst', ['configure', old])],
  };
}
