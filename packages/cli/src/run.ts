import type { Call, Command, Tool } from './command.ts';
import type { CommonValues } from './common-options.ts';
import { EXIT_OK } from './exit-status.ts';
import { failureOf, terminated, UsageError, type Failure } from './failure.ts';
import { checkOperands, parseArguments } from './parse/arguments.ts';
import { locateCommand } from './parse/locate.ts';
import { jsonReporter } from './report/json.ts';
import { processOutput, type Output } from './report/output.ts';
import type { Conclusion, Reporter } from './report/reporter.ts';
import { textReporter } from './report/text.ts';
import { synopsisOf } from './docs/synopsis.ts';
import { abortOnSignals, ABORTING } from './signals.ts';

/** The outside of a run, so that a test can stand in for the process. */
export interface Surroundings {
  readonly output: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: () => string;
}

/** Runs one command line to its end and returns the exit status. Never throws. */
export async function runTool(
  tool: Tool,
  argv: readonly string[],
  surroundings: Surroundings = { output: processOutput(), env: process.env, cwd: () => process.cwd() },
): Promise<number> {
  const { output } = surroundings;
  let reporter: Reporter & Conclusion = reporterFor(tool, undefined, jsonWanted(argv), surroundings);
  try {
    if (argv.length === 1 && (argv[0] === '-V' || argv[0] === '--version')) return printVersion(tool, output);
    const { command, rest } = locateCommand(tool, argv);
    const { operands, options } = parseArguments(command, rest);
    reporter = reporterFor(tool, command, options, surroundings);
    if (options.version) return printVersion(tool, output);
    if (options.help || command === undefined)
      return await printHelp(tool, command, { asked: options.help, output });
    checkOperands(command, synopsisOf(tool, command), operands);
    return await execute(
      command,
      { operands, options, report: reporter, env: surroundings.env },
      surroundings,
      reporter,
    );
  } catch (thrown) {
    if (surroundings.env['MPKG_DEBUG'] && thrown instanceof Error)
      output.write('stderr', `${thrown.stack}\n`);
    return tell(failureOf(thrown), reporter, { tool, output });
  }
}

/** A failure that its reporter cannot tell, as when stdout is full, is told on stderr. */
function tell(
  failure: Failure,
  reporter: Conclusion,
  { tool, output }: { tool: Tool; output: Output },
): number {
  try {
    return reporter.fail(failure);
  } catch {
    output.write('stderr', `${tool.name}: error: ${failure.message}\n`);
    return failure.exit;
  }
}

async function execute(
  command: Command,
  call: Omit<Call, 'signal' | 'cwd'>,
  { cwd }: Surroundings,
  conclusion: Conclusion,
): Promise<number> {
  const signals = abortOnSignals(command.readsOnly === true ? [] : ABORTING);
  try {
    const handler = await command.load();
    return await conclusion.finish(
      await handler({ ...call, signal: signals.signal, cwd: currentDirectory(cwd) }),
    );
  } catch (thrown) {
    throw signals.signal.reason === 'SIGTERM' ? terminated(thrown) : thrown;
  } finally {
    signals.release();
  }
}

function currentDirectory(cwd: () => string): string {
  try {
    return cwd();
  } catch (cause) {
    throw new UsageError('the current directory does not exist any more', 'cd /', { cause });
  }
}

/** Options may be wrong before they are parsed; the form of the answer must not depend on that. */
function jsonWanted(argv: readonly string[]): Pick<CommonValues, 'json'> {
  const flag = argv.find((argument) => /^--json(=|$)/.test(argument));
  return { json: flag === undefined ? undefined : flag === '--json=stream' ? 'stream' : 'document' };
}

function reporterFor(
  tool: Tool,
  command: Command | undefined,
  options: Partial<CommonValues>,
  { output, env }: Surroundings,
): Reporter & Conclusion {
  if (options.json !== undefined) {
    return jsonReporter(output, {
      tool: tool.name,
      command: command?.name ?? '',
      stream: options.json === 'stream',
    });
  }
  const wantsColor = options.color ?? 'auto';
  const color =
    wantsColor === 'auto' ? !env['NO_COLOR'] && output.isTerminal('stderr') : wantsColor === 'always';
  return textReporter(output, {
    tool: tool.name,
    quiet: options.quiet ?? false,
    verbose: options.verbose ?? false,
    color,
  });
}

function printVersion(tool: Tool, output: Output): number {
  output.write('stdout', `${tool.name} ${tool.version}\n`);
  return EXIT_OK;
}

async function printHelp(
  tool: Tool,
  command: Command | undefined,
  { asked, output }: { asked: boolean; output: Output },
): Promise<number> {
  if (!asked) throw new UsageError('a command is missing', `${tool.name} --help`);
  const { commandHelp, toolHelp } = await import('./docs/help.ts');
  output.write('stdout', command === undefined ? toolHelp(tool) : commandHelp(tool, command));
  return EXIT_OK;
}
