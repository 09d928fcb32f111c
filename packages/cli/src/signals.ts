export interface SignalWatch {
  readonly signal: AbortSignal;
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Turns SIGINT and SIGTERM into an abort whose reason is the signal's name, until released. */
export function abortOnSignals(): SignalWatch {
  const controller = new AbortController();
  const listeners = SIGNALS.map((name) => [name, () => controller.abort(name)] as const);
  for (const [name, listener] of listeners) process.on(name, listener);
  return {
    signal: controller.signal,
    release() {
      for (const [name, listener] of listeners) process.off(name, listener);
    },
  };
}
