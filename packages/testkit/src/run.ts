import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const repository = path.resolve(import.meta.dirname, '../../..');

/** The directory of the built executables. */
export const BIN = path.join(repository, 'dist/bin');

export type ToolName = 'mpac' | 'mpkg' | 'spm';

export interface Interrupt {
  readonly signal: NodeJS.Signals;
  /** Sent after this many milliseconds, or once for each time that this has become true. */
  readonly after: number | readonly (() => boolean)[];
  /** To the program and everything that it has started, as a terminal does at Ctrl-C. */
  readonly everybody?: boolean;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly interrupt?: Interrupt;
  /** Words put before the executable: a wrapper such as `strace -f …` or `setpriv …`. */
  readonly under?: readonly string[];
}

export interface RunResult {
  /** The exit status, or 128 + the signal's number as a shell would say. */
  readonly exit: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The document of `--json`. */
  json(): JsonDocument;
}

export interface JsonDocument {
  readonly schema: string;
  readonly command: string;
  readonly ok: boolean;
  readonly exit: number;
  // A test says what it expects of a result by how it asserts it.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly result: any;
  readonly warnings: readonly {
    readonly code: string;
    readonly subject?: string;
    readonly message: string;
  }[];
  readonly errors: readonly {
    readonly code: string;
    readonly subject: string | null;
    readonly message: string;
    readonly hint: string | null;
    readonly details?: Readonly<Record<string, unknown>>;
  }[];
}

/** Runs a built executable by its name, with an environment that holds only what is given and PATH. */
export async function runTool(
  tool: ToolName,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const executable = path.join(BIN, tool);
  if (!fs.existsSync(executable)) throw new Error(`${executable} is missing: run "npm run build"`);
  const [program = executable, ...rest] = [...(options.under ?? []), executable, ...args];
  const child = spawn(program, rest, {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'], ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    argv0: options.under === undefined ? tool : undefined,
    detached: options.interrupt?.everybody === true,
  });
  child.stdin.on('error', () => undefined).end(options.input ?? '');
  const timer = options.interrupt && interruptions(child, options.interrupt);
  const [stdout, stderr, [exit, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.on('error', reject).on('close', (code, name) => resolve([code, name]));
    }),
  ]);
  clearInterval(timer);
  return { exit: exit ?? 128 + signalNumber(signal), signal, stdout, stderr, json: () => JSON.parse(stdout) };
}

function interruptions(child: ChildProcess, { signal, after, everybody }: Interrupt): NodeJS.Timeout {
  const send = (): void => {
    if (everybody === true && child.pid !== undefined) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  if (typeof after === 'number') return setTimeout(send, after);
  const waiting = [...after];
  return setInterval(() => {
    if (waiting[0]?.() !== true) return;
    waiting.shift();
    send();
  }, 5);
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString('utf8');
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal as string] ?? 0;
}
