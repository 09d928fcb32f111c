/** Where a compiled executable finds its own program. */
const EMBEDDED = '/$bunfs/';

/**
 * Replaces this process by the same command with settings of its runtime (variables of the environment), unless one of them is set
 * already. To be called before anything was done. Elsewhere than in the compiled executable this does nothing.
 */
export function startAgain(settings: Readonly<Record<string, string>>): void {
  const [, program = '', ...args] = process.argv;
  if (!program.startsWith(EMBEDDED)) return;
  if (Object.keys(settings).some((name) => process.env[name] !== undefined)) return;
  process.execve?.(process.execPath, [process.argv0, ...args], { ...process.env, ...settings });
}
