import type { Call, Command, Tool } from './command.ts';
import type { CommonValues } from './common-options.ts';
import type { Outcome } from './outcome.ts';
import { EXIT_USAGE } from './exit-status.ts';
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
  let command: Command | undefined;
  let reporter: Reporter & Conclusion = reporterFor(tool, undefined, jsonWanted(argv), surroundings);
  try {
    if (argv.length === 1 && (argv[0] === '-V' || argv[0] === '--version'))
      return await reporter.finish(versionOf(tool));
    const located = locateCommand(tool, argv);
    command = located.command;
    reporter = reporterFor(tool, command, jsonWanted(argv), surroundings);
    const { operands, options } = parseArguments(command, located.rest);
    reporter = reporterFor(tool, command, options, surroundings);
    if (options.version) return await reporter.finish(versionOf(tool));
    if (options.help) return await reporter.finish(await helpOf(tool, command));
    if (command === undefined) throw new UsageError('a command is missing', `${tool.name} --help`);
    checkOperands(command, synopsisOf(tool, command), operands);
    return await execute(
      command,
      { words: [tool.name, ...argv], operands, options, report: reporter, env: surroundings.env },
      surroundings,
      reporter,
    );
  } catch (thrown) {
    if (surroundings.env['MPKG_DEBUG'] && thrown instanceof Error)
      output.write('stderr', `${thrown.stack}\n`);
    return tell(withWayOut(failureOf(thrown), tool, command), reporter, { tool, output });
  }
}

/** Who asks for what cannot be asked for, and is told nothing better, is shown how the command is used. */
function withWayOut(failure: Failure, tool: Tool, command: Command | undefined): Failure {
  if (failure.exit !== EXIT_USAGE || failure.hint !== undefined) return failure;
  const { code, message, exit, subject, details } = failure;
  const words = command === undefined ? [tool.name] : [tool.name, command.name];
  return { code, message, exit, subject, details, hint: `${words.join(' ')} --help` };
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
  const end = argv.indexOf('--');
  const flag = argv.slice(0, end < 0 ? argv.length : end).findLast((word) => /^--json(=|$)/.test(word));
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

function versionOf({ name, version }: Tool): Outcome {
  return { result: { name, version }, lines: [`${name} ${version}`] };
}

async function helpOf(tool: Tool, command: Command | undefined): Promise<Outcome> {
  const { describeCommand, describeTool } = await import('./docs/description.ts');
  const { commandHelp, toolHelp } = await import('./docs/help.ts');
  const text = command === undefined ? toolHelp(tool) : commandHelp(tool, command);
  return {
    result: command === undefined ? describeTool(tool) : describeCommand(tool, command),
    lines: text.trimEnd().split('\n'),
  };
}
