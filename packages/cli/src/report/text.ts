import type { Outcome } from '../outcome.ts';
import { EXIT_OK } from '../exit-status.ts';
import type { Failure } from '../failure.ts';
import type { Output } from './output.ts';
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
    note: (text) => options.quiet || talk(text),
    detail: (text) => options.verbose && talk(text),
    warn: ({ message }) => talk(`${options.tool}: ${style('yellow', 'warning:')} ${message}`),
    progress: (step) => progress?.show(step),
    event: () => undefined,
    async finish(outcome) {
      progress?.clear();
      await writeResult(output, outcome);
      return outcome.exit ?? EXIT_OK;
    },
    fail(failure) {
      progress?.clear();
      writeText(output, withNewlines(pathsOf(failure)));
      talk(`${options.tool}: ${style('red', 'error:')} ${failure.message}`);
      if (failure.hint !== undefined) talk(`${style('bold', 'hint:')} ${failure.hint}`);
      return failure.exit;
    },
  };
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
