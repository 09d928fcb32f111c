/**
 * Lets go of what nothing refers to any more, in long work without a pause. The runtime of the executable, which is built with
 * scripts/platform/collect-garbage.ts in the place of this module, may otherwise let tens of MB of it pile up.
 */
export function collectGarbage(): void {
  // Node looks after that itself.
}
