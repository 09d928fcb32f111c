import { setTimeout as sleep } from 'node:timers/promises';

import { SpmError, type SpmErrorCode } from '../errors.ts';

const TRANSIENT: ReadonlySet<SpmErrorCode> = new Set([
  'transfer-cut',
  'transfer-stalled',
  'host-unreachable',
]);
const LONGEST_DELAY = 8000;

export interface RetryPolicy {
  /** Further attempts after the first. */
  readonly retries: number;
  /** Milliseconds before the second attempt; doubled for each further one. */
  readonly delay: number;
  readonly signal?: AbortSignal | undefined;
}

/** Runs `attempt` again, boundedly, after failures that another try of the same server may cure. */
export async function withRetries<T>(policy: RetryPolicy, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= policy.retries || !isTransient(error)) throw error;
    }
    await pause(Math.min(policy.delay * 2 ** tried, LONGEST_DELAY), policy.signal);
  }
}

function isTransient(error: unknown): boolean {
  if (!(error instanceof SpmError)) return false;
  if (error.code !== 'http-status') return TRANSIENT.has(error.code);
  const status = Number(error.details?.['status']);
  return status === 408 || status === 429 || status >= 500;
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal ? { signal } : {});
  } catch (cause) {
    throw new SpmError('interrupted', 'interrupted while waiting for a server', { cause });
  }
}
