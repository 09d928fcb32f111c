import type { Outcome } from '../outcome.ts';
import { EXIT_OK, isSuccess } from '../exit-status.ts';
import type { Failure } from '../failure.ts';
import { jsonText } from './json-text.ts';
import type { Output } from './output.ts';
import type { Conclusion, Reporter, Warning } from './reporter.ts';
import { writeText } from './write-text.ts';

export interface JsonOptions {
  readonly tool: string;
  readonly command: string;
  /** One event a line before the document. */
  readonly stream: boolean;
}

/** One JSON document on stdout and nothing else; `schema` names the tool and the version of this contract. */
export function jsonReporter(output: Output, options: JsonOptions): Reporter & Conclusion {
  const warnings: Warning[] = [];
  const emit = (value: unknown): void => output.write('stdout', `${JSON.stringify(value)}\n`);
  const emitEvent = (event: string, data: object): void => void (options.stream && emit({ event, ...data }));
  const conclude = (exit: number, outcome: Outcome, errors: readonly Failure[]): number => {
    const document = {
      schema: `${options.tool}/1`,
      command: options.command,
      ok: isSuccess(exit),
      exit,
      ...(outcome.transaction === undefined ? {} : { transaction: outcome.transaction }),
      result: outcome.result,
      warnings,
      errors: errors.map(errorDocument),
    };
    writeText(output, lineOf(document));
    return exit;
  };
  return {
    note: () => undefined,
    detail: () => undefined,
    warn: (warning) => void warnings.push(warning),
    progress: ({ id, label, done, total, unit }) => emitEvent('progress', { id, label, done, total, unit }),
    event: emitEvent,
    async finish(outcome) {
      return conclude(outcome.exit ?? EXIT_OK, outcome, []);
    },
    fail: (failure) => conclude(failure.exit, { result: null }, [failure]),
  };
}

function* lineOf(document: object): Generator<string> {
  yield* jsonText(document);
  yield '\n';
}

function errorDocument({ code, subject, message, hint, details }: Failure): object {
  return {
    code,
    subject: subject ?? null,
    message,
    hint: hint ?? null,
    ...(details === undefined ? {} : { details }),
  };
}
