export interface SignalWatch {
  readonly signal: AbortSignal;
  release(): void;
}

/** What a run that changes something does not end by at once: it rolls back first. */
export const ABORTING = ['SIGINT', 'SIGTERM'] as const;

/** Turns signals into an abort whose reason is the signal's name, until released. */
export function abortOnSignals(names: readonly (typeof ABORTING)[number][]): SignalWatch {
  const controller = new AbortController();
  const listeners = names.map((name) => [name, () => controller.abort(name)] as const);
  for (const [name, listener] of listeners) process.on(name, listener);
  return {
    signal: controller.signal,
    release() {
      for (const [name, listener] of listeners) process.off(name, listener);
    },
  };
}
