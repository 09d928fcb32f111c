import { MpkgError } from '../errors.ts';

/**
 * Lets signals be delivered, which long synchronous work keeps out.
 * @throws MpkgError `interrupted`, `terminated` when `signal` is aborted
 */
export async function checkpoint(signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return;
  await new Promise((resolve) => setImmediate(resolve));
  if (!signal.aborted) return;
  throw new MpkgError(signal.reason === 'SIGTERM' ? 'terminated' : 'interrupted', 'stopped by a signal');
}
