import { MpkgError } from './errors.ts';

/**
 * Lets signals be delivered, which long synchronous work keeps out.
 * @throws MpkgError `interrupted`, `terminated` when `signal` is aborted
 */
export async function checkpoint(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return;
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted) throw interruption(signal);
}

/**
 * Why work ended with an error: a signal, where there was one, since Ctrl-C and a service manager end the programs that work for
 * us (sync, xz, setcap) at the same time, and these then fail. What was not undone stays the first thing to know.
 */
export async function reasonFor(error: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  if (signal === undefined || isAboutUndoing(error)) return error;
  await new Promise((resolve) => setImmediate(resolve));
  return signal.aborted && !isInterruption(error) ? interruption(signal, error) : error;
}

function interruption({ reason }: AbortSignal, cause?: unknown): MpkgError {
  return new MpkgError(reason === 'SIGTERM' ? 'terminated' : 'interrupted', 'stopped by a signal', { cause });
}

function isInterruption(error: unknown): boolean {
  return error instanceof MpkgError && (error.code === 'interrupted' || error.code === 'terminated');
}

function isAboutUndoing(error: unknown): boolean {
  return error instanceof MpkgError && error.code === 'recovery-needed';
}
