import { spawnSync } from 'node:child_process';

/** A shell-less command; `input` is its standard input. */
export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly input?: Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command to its end and returns the wall time, ms. @throws when it fails: a failed run has no time */
export function timed(commands: readonly Command[]): number {
  const started = process.hrtime.bigint();
  for (const command of commands) execute(command);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

const GNU_TIME = '/usr/bin/time';
/** Prints kibibytes and nothing else. */
const MEASURE_PEAK =
  'time=$1; shift; out=$(mktemp); "$time" -f %M -o "$out" "$@" >/dev/null 2>&1 && cat "$out"; status=$?; rm "$out"; exit $status';

export function execute({ argv, cwd, input, env }: Command): string {
  const [program, ...args] = argv;
  const child = spawnSync(program, args, {
    cwd,
    input,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', ...env },
    maxBuffer: 2 ** 28,
  });
  if (child.status !== 0) {
    throw new Error(
      `${argv.join(' ').slice(0, 200)}: status ${child.status}\n${child.error?.message ?? child.stderr.toString()}`,
    );
  }
  return child.stdout.toString();
}

/** The peak memory of a command, MB (10^6 bytes); undefined where GNU time is missing. @throws when it fails */
export function peakMegabytes({ argv, ...rest }: Command): number | undefined {
  if (!hasProgram(GNU_TIME)) return undefined;
  const text = execute({ ...rest, argv: ['sh', '-c', MEASURE_PEAK, 'sh', GNU_TIME, ...argv] });
  return (Number(text) * 1024) / 1e6;
}

export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
