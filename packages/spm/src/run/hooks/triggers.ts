import type { Trigger } from '../../package/step.ts';

/** The triggers that changes below these paths call for, each once. Paths are from the root, without a leading `/`. */
export function calledFor(triggers: readonly Trigger[], changed: Iterable<string>): Trigger[] {
  const waiting = new Set(triggers);
  const called = new Set<Trigger>();
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
