import type { CommonValues } from './common-options.ts';
import type { Reporter } from './report/reporter.ts';

interface OptionBase {
  /** One letter, without the dash. */
  readonly short?: string;
  /** One sentence for help, manual pages and completions. */
  readonly summary: string;
}

/** One option of a command; its long name is its key in the table. */
export type OptionSpec =
  | (OptionBase & { readonly kind: 'flag' })
  | (OptionBase & {
      readonly kind: 'text';
      readonly placeholder: string;
      readonly choices?: readonly string[];
    })
  | (OptionBase & { readonly kind: 'texts'; readonly placeholder: string })
  | (OptionBase & { readonly kind: 'number'; readonly placeholder: string })
  /** Takes a value only as `--name=value`; alone it means the first choice. */
  | (OptionBase & { readonly kind: 'mode'; readonly choices: readonly [string, ...string[]] });

export type OptionTable = Readonly<Record<string, OptionSpec>>;

type ValueOf<S extends OptionSpec> = S extends { kind: 'flag' }
  ? boolean
  : S extends { kind: 'texts' }
    ? readonly string[]
    : S extends { kind: 'number' }
      ? number | undefined
      : string | undefined;

/** The parsed values of a table: flags are false and lists empty when absent, everything else is undefined. */
export type OptionValues<T extends OptionTable> = { readonly [K in keyof T]: ValueOf<T[K]> };

export interface Operand {
  /** As in a synopsis: `FILE`. */
  readonly name: string;
  readonly summary: string;
  readonly optional?: boolean;
  /** Takes all that remain; only the last operand may. */
  readonly many?: boolean;
  /** What a shell completes here. */
  readonly complete?: 'file' | 'directory' | 'package';
}

export interface Example {
  readonly command: string;
  readonly does: string;
}

/** One call of a command: parsed, typed, and with everything it may touch of the outside. */
export interface Call<T extends OptionTable = OptionTable> {
  readonly operands: readonly string[];
  readonly options: OptionValues<T> & CommonValues;
  readonly report: Reporter;
  /** Aborted by SIGINT and SIGTERM; its reason is the signal's name. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** What a command hands back; only the reporter prints it. */
export interface Outcome {
  /** The `result` of the JSON document. */
  readonly result: unknown;
  /** Lines for stdout when the output is text; raw bytes pass through unchanged. */
  readonly lines?: Iterable<string>;
  readonly bytes?: AsyncIterable<Uint8Array>;
  /** Exit status; 0 when absent. */
  readonly exit?: number;
  readonly transaction?: number | string;
}

export type Handler<T extends OptionTable = OptionTable> = (call: Call<T>) => Promise<Outcome>;

/** A row of a tool's command table; help, manual pages and completions are generated from it. */
export interface Command<T extends OptionTable = OptionTable> {
  /** One or two words: `deploy`, `repo add`. */
  readonly name: string;
  /** Other names, flags such as `-i` included. */
  readonly aliases?: readonly string[];
  /** One sentence without a full stop. */
  readonly summary: string;
  /** Paragraphs for the manual page. */
  readonly description?: readonly string[];
  readonly operands?: readonly Operand[];
  readonly options: T;
  readonly examples?: readonly Example[];
  /** The exit statuses besides 0, 1, 2, 130 and 143 that it may end with. */
  readonly exits?: readonly number[];
  /** Imports the handler; nothing heavy is loaded before a command is chosen. */
  load(): Promise<Handler<T>>;
}

export interface Tool {
  readonly name: string;
  readonly version: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  readonly description: readonly string[];
  readonly commands: readonly Command[];
  /** Files the tool reads or writes, for its manual page. */
  readonly files?: readonly { readonly path: string; readonly summary: string }[];
  readonly seeAlso?: readonly string[];
}

/** Checks a row's handler against its own options, then forgets them so that rows fit one table. */
export function defineCommand<const T extends OptionTable>(command: Command<T>): Command {
  return command as unknown as Command;
}
