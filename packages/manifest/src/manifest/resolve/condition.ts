import type { OptionValue } from '../../repository-index/types.ts';
import type { Condition } from '../schema/condition.ts';
import type { ManifestContext } from './types.ts';

function admits(
  wanted: OptionValue | readonly OptionValue[] | undefined,
  actual: OptionValue | undefined,
): boolean {
  return wanted === undefined || [wanted].flat().some((value) => String(value) === String(actual));
}

/** Whether each key of a condition holds; one that is absent does. */
export function holds(condition: Condition | undefined, context: ManifestContext): boolean {
  const { arch, libc, platform, profile, option = {} } = condition ?? {};
  return (
    admits(arch, context.arch) &&
    admits(libc, context.libc) &&
    admits(platform, context.platform) &&
    admits(profile, context.profile) &&
    Object.entries(option).every(([name, wanted]) => admits(wanted, context.options[name]))
  );
}
