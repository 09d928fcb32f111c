import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { BIN } from '@mpkg/testkit';

export const MIB = 2 ** 20;
/** What a run may take, whatever an archive holds. */
export const LIMIT = 64 * MIB;

/** Runs a tool to success and returns the greatest resident memory it had, in bytes. */
export async function peakOf(tool: string, ...args: string[]): Promise<number> {
  const child = spawn(path.join(BIN, tool), args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peak = 0;
  const look = (): void => {
    // The kernel keeps the maximum, so the last look before the end tells it.
    const status = fs.existsSync(`/proc/${child.pid}/status`)
      ? fs.readFileSync(`/proc/${child.pid}/status`, 'utf8')
      : '';
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
  };
  look();
  const timer = setInterval(look, 5);
  const [exit] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  assert.equal(exit, 0, args.slice(0, 4).join(' '));
  return peak;
}

/** @param peaks by command, in bytes */
export function assertBelowLimit(peaks: Readonly<Record<string, number>>, of: string, limit = LIMIT): void {
  for (const [command, peak] of Object.entries(peaks)) {
    assert.ok(peak > 0 && peak < limit, `${command} of ${of}: ${(peak / MIB).toFixed(1)} MiB`);
  }
}
