import type { CommonValues } from './common-options.ts';
import type { OptionTable, OptionValues } from './options.ts';
import type { Outcome } from './outcome.ts';
import type { Reporter } from './report/reporter.ts';

export interface Operand {
  /** As in a synopsis: `FILE`. */
  readonly name: string;
  readonly summary: string;
  readonly optional?: boolean;
  /** Takes all that remain; only the last operand may. */
  readonly many?: boolean;
  /** An empty text says something, too. */
  readonly mayBeEmpty?: boolean;
  /** What a shell completes here. */
  readonly complete?: 'file' | 'directory' | 'package';
}

export interface Example {
  readonly command: string;
  readonly does: string;
}

/** One call of a command: parsed, typed, and with everything it may touch of the outside. */
export interface Call<T extends OptionTable = OptionTable> {
  /** The command line as it was typed, with the name of the tool. */
  readonly words: readonly string[];
  readonly operands: readonly string[];
  readonly options: OptionValues<T> & CommonValues;
  readonly report: Reporter;
  /** Aborted by SIGINT and SIGTERM, unless the command only reads; its reason is the signal's name. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
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
  /** It leaves nothing behind that would have to be put right: a signal ends it at once, as it ends any program. */
  readonly readsOnly?: boolean;
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
