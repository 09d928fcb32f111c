// In the executable instead of packages/mpkg/src/tree/run-program.ts: node:child_process takes 3 ms and 5 MB more.

export async function runProgram(
  argv: readonly [string, ...string[]],
  cwd: string,
): Promise<{ status: number | null; message: string } | undefined> {
  const child = start(argv, cwd);
  if (child === undefined) return undefined;
  await child.exited;
  const status = child.signalCode === null ? child.exitCode : null;
  return { status, message: status === 0 ? '' : await new Response(child.stderr).text() };
}

function start(argv: readonly string[], cwd: string) {
  try {
    const env = { ...process.env, LC_ALL: 'C' };
    return Bun.spawn([...argv], { cwd, env, stdin: 'ignore', stdout: 'ignore', stderr: 'pipe' });
  } catch {
    return undefined;
  }
}
