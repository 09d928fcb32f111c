import { realDisk, type Disk } from '../../src/tree/disk.ts';

/**
 * What happens at the chosen call: it fails with that error; from then on everything that needs space fails; or the process is
 * gone, and nothing works any more.
 */
export type Fault = 'EROFS' | 'EACCES' | 'full' | 'crash';

const NEEDS_SPACE: ReadonlySet<keyof Disk> = new Set([
  'makeDirectory',
  'create',
  'write',
  'makeLink',
  'hardLink',
  'copy',
]);

export interface FaultyDisk extends Disk {
  /** Calls so far. */
  readonly calls: () => number;
}

/** The real disk until its `at`-th call, counted from 0; a write that is hit gets halfway. */
export function faultyDisk(at: number, fault: Fault): FaultyDisk {
  let calls = 0;
  const isHit = (method: keyof Disk, call: number): boolean => {
    if (fault === 'full') return call >= at && NEEDS_SPACE.has(method);
    return fault === 'crash' ? call >= at : call === at;
  };
  const handler: ProxyHandler<Disk> = {
    get(disk, method: keyof Disk) {
      return (...args: unknown[]) => {
        const call = calls++;
        if (isHit(method, call)) {
          if (call === at) halfway(disk, method, args);
          const code = fault === 'full' ? 'ENOSPC' : fault;
          throw Object.assign(new Error(`${code} at call ${call}, ${method}`), { code });
        }
        return (disk[method] as (...values: unknown[]) => unknown)(...args);
      };
    },
  };
  return { ...methodsOf(new Proxy(realDisk, handler)), calls: () => calls };
}

/** Descriptors are given back whatever happens; of a write, the first half arrives. */
function halfway(disk: Disk, method: keyof Disk, args: readonly unknown[]): void {
  if (method === 'close') disk.close(args[0] as number);
  if (method === 'write') {
    const bytes = args[1] as Uint8Array;
    disk.write(args[0] as number, bytes.subarray(0, bytes.length >> 1));
  }
}

function methodsOf(disk: Disk): Disk {
  return Object.fromEntries(
    Object.keys(realDisk).map((method) => [method, disk[method as keyof Disk]]),
  ) as unknown as Disk;
}
