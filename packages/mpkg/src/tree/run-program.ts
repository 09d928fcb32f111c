import { spawn } from 'node:child_process';

export interface ProgramEnd {
  /** Null when a signal ended it. */
  readonly status: number | null;
  /** What it said on stderr. */
  readonly message: string;
}

/**
 * Runs a program to its end, with nothing to read and no language but English. The executable is built with scripts/platform/run-program.ts in the place of
 * this module.
 * @returns undefined when it cannot be started
 */
export function runProgram(
  [program, ...args]: readonly [string, ...string[]],
  cwd: string,
): Promise<ProgramEnd | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd,
      env: { ...process.env, LC_ALL: 'C' },
    });
    let message = '';
    child.stderr.on('data', (piece: Buffer) => (message += piece.toString()));
    child.on('error', () => resolve(undefined)).on('close', (status) => resolve({ status, message }));
  });
}
