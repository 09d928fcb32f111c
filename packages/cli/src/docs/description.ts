import type { Command, Example, Operand, Tool } from '../command.ts';
import type { OptionSpec, OptionTable } from '../options.ts';
import { COMMON_OPTIONS } from '../common-options.ts';
import { synopsisOf } from './synopsis.ts';

/** An option as a program reads it; without `value` it is a flag. */
export interface OptionDescription {
  readonly name: string;
  readonly short?: string;
  readonly summary: string;
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly repeatable?: true;
}

export interface CommandDescription {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly synopsis: string;
  readonly summary: string;
  readonly description: readonly string[];
  readonly operands: readonly Operand[];
  readonly options: readonly OptionDescription[];
  readonly examples: readonly Example[];
  /** It changes nothing and takes no lock. */
  readonly readsOnly: boolean;
  /** Besides 0, 1, 2, 130 and 143. */
  readonly exits: readonly number[];
}

export interface ToolDescription {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly commands: readonly CommandDescription[];
  /** Of every command. */
  readonly options: readonly OptionDescription[];
}

/** What `TOOL --help --json` answers: the whole command table. */
export function describeTool(tool: Tool): ToolDescription {
  const { name, version, summary } = tool;
  const commands = tool.commands.map((command) => describeCommand(tool, command));
  return { name, version, summary, commands, options: describeOptions(COMMON_OPTIONS) };
}

/** What `TOOL COMMAND --help --json` answers. */
export function describeCommand(tool: Tool, command: Command): CommandDescription {
  const { name, aliases = [], summary, description = [], operands = [], examples = [], exits = [] } = command;
  return {
    name,
    aliases,
    synopsis: synopsisOf(tool, command),
    summary,
    description,
    operands,
    options: describeOptions(command.options),
    examples,
    readsOnly: command.readsOnly === true,
    exits,
  };
}

function describeOptions(table: OptionTable): OptionDescription[] {
  return Object.entries(table).map(([name, spec]) => ({
    name,
    ...(spec.short !== undefined && { short: spec.short }),
    summary: spec.summary,
    ...valueOf(spec),
  }));
}

function valueOf(spec: OptionSpec): Partial<OptionDescription> {
  if (spec.kind === 'flag') return {};
  if (spec.kind === 'mode') return { choices: spec.choices };
  const choices = spec.kind === 'text' ? spec.choices : undefined;
  return {
    value: spec.placeholder,
    ...(choices !== undefined && { choices }),
    ...(spec.kind === 'texts' && { repeatable: true }),
  };
}
