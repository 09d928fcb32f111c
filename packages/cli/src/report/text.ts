import type { Outcome } from '../outcome.ts';
import { EXIT_OK } from '../exit-status.ts';
import type { Failure } from '../failure.ts';
import type { Output } from './output.ts';
import { visible } from './visible.ts';
import { progressLines, type ProgressLines } from './progress.ts';
import type { Conclusion, Reporter } from './reporter.ts';
import { writeText } from './write-text.ts';

export interface TextOptions {
  readonly tool: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
}

/** Results on stdout, talk on stderr, lines of progress on a terminal. */
export function textReporter(output: Output, options: TextOptions): Reporter & Conclusion {
  const style = (format: 'red' | 'yellow' | 'bold', text: string): string =>
    options.color
      ? process.getBuiltinModule('node:util').styleText(format, text, { validateStream: false })
      : text;
  const progress: ProgressLines | undefined =
    options.quiet || !output.isTerminal('stderr') ? undefined : progressLines(output);
  const talk = (text: string): void => {
    progress?.clear();
    output.write('stderr', `${text}\n`);
  };
  return {
    note: (text) => options.quiet || talk(visible(text)),
    detail: (text) => options.verbose && talk(visible(text)),
    warn: ({ message }) => talk(`${options.tool}: ${style('yellow', 'warning:')} ${visible(message)}`),
    progress: (step) => progress?.show(step),
    event: () => undefined,
    async finish(outcome) {
      progress?.clear();
      await writeResult(output, output.isTerminal('stdout') ? onTerminal(outcome) : outcome);
      return outcome.exit ?? EXIT_OK;
    },
    fail(failure) {
      progress?.clear();
      writeText(output, withNewlines(pathsOf(failure)));
      talk(`${options.tool}: ${style('red', 'error:')} ${visible(failure.message)}`);
      if (failure.hint !== undefined) talk(`${style('bold', 'hint:')} ${visible(failure.hint)}`);
      return failure.exit;
    },
  };
}

/** What is read by a person, whose terminal must not take what others wrote for its own commands. Bytes are what was asked for. */
function onTerminal(outcome: Outcome): Outcome {
  return outcome.lines === undefined ? outcome : { ...outcome, lines: visibleLines(outcome.lines) };
}

function* visibleLines(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield visible(line);
}

async function writeResult(output: Output, { lines, bytes }: Outcome): Promise<void> {
  if (lines !== undefined) writeText(output, withNewlines(lines));
  if (bytes !== undefined) for await (const piece of bytes) output.write('stdout', piece);
}

function* withNewlines(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}

function pathsOf(failure: Failure): readonly string[] {
  const paths = failure.details?.['paths'];
  return Array.isArray(paths) ? paths.map(String) : [];
}
