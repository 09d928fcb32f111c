import type { IndexTrigger } from '@mpkg/manifest';

/** The triggers that changes below these paths call for, each once. Paths are from the root, without a leading `/`. */
export function calledFor(triggers: readonly IndexTrigger[], changed: Iterable<string>): IndexTrigger[] {
  const waiting = new Set(triggers);
  const called = new Set<IndexTrigger>();
  for (const path of changed) {
    if (waiting.size === 0) break;
    for (const trigger of waiting) {
      if (!trigger.paths.some((prefix) => path.startsWith(prefix))) continue;
      waiting.delete(trigger);
      called.add(trigger);
    }
  }
  return triggers.filter((trigger) => called.has(trigger));
}
