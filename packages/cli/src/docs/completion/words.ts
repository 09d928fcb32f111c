import type { Command, Tool } from '../../command.ts';
import type { OptionTable } from '../../options.ts';
import { COMMON_OPTIONS } from '../../common-options.ts';

/** What a shell may offer as an option's value. */
export type ValueKind = 'none' | 'file' | 'directory' | readonly string[];

export interface CompletionOption {
  readonly long: string;
  readonly short: string | undefined;
  readonly summary: string;
  readonly value: ValueKind;
}

/** A command as completion scripts see it: its words, options and the kind of its operands. */
export interface CompletionCommand {
  readonly words: readonly string[];
  readonly summary: string;
  readonly options: readonly CompletionOption[];
  readonly operands: 'none' | 'file' | 'directory' | 'package';
}

export function completionCommands(tool: Tool): readonly CompletionCommand[] {
  return tool.commands.map((command) => ({
    words: [command.name, ...(command.aliases ?? [])],
    summary: command.summary,
    options: optionsOf({ ...command.options, ...COMMON_OPTIONS }),
    operands: operandKind(command),
  }));
}

function operandKind(command: Command): CompletionCommand['operands'] {
  return command.operands?.find(({ complete }) => complete !== undefined)?.complete ?? 'none';
}

function optionsOf(table: OptionTable): readonly CompletionOption[] {
  return Object.entries(table).map(([name, spec]) => ({
    long: name,
    short: spec.short,
    summary: spec.summary,
    value: valueKind(spec),
  }));
}

function valueKind(spec: OptionTable[string]): ValueKind {
  if (spec.kind === 'flag' || spec.kind === 'mode') return 'none';
  if (spec.kind === 'text' && spec.choices !== undefined) return spec.choices;
  if (spec.placeholder === 'DIR') return 'directory';
  return /FILE|PATH/.test(spec.placeholder) ? 'file' : [];
}

/** `--group`, `-g`. */
export function flagsOf({ long, short }: CompletionOption): readonly string[] {
  return short === undefined ? [`--${long}`] : [`--${long}`, `-${short}`];
}

/** How a shell learns the names of packages: from the tool's own plain list. */
const PACKAGE_LISTER: Readonly<Record<string, string>> = { mpkg: 'mpkg -l', spm: 'spm find --names' };

export function packageLister(tool: Tool): string {
  return `${PACKAGE_LISTER[tool.name] ?? 'true'} 2>/dev/null`;
}
