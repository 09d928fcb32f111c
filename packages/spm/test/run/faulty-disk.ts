import { realDisk, type Disk } from '@mpkg/mpkg';

/** What an injected failure is like: a call that fails once, or a process that is dead from that call on. */
export type Fault = 'no-space' | 'death';

/** A disk on which the n-th changing call, counted from 0, fails; `onStrike` is called just before. */
export function faultyDisk(fault: Fault, at: number, onStrike: () => void): Disk {
  let calls = 0;
  const strike = (): void => {
    const call = calls++;
    if (call < at || (fault === 'no-space' && call > at)) return;
    if (call === at) onStrike();
    throw Object.assign(new Error(`${fault} at call ${at}`), { code: fault === 'death' ? 'EIO' : 'ENOSPC' });
  };
  return new Proxy(realDisk, {
    get(target, name: keyof Disk) {
      const call = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]): unknown => {
        strike();
        return call(...args);
      };
    },
  });
}
