import type { Command, Tool } from '../command.ts';
import type { OptionSpec } from '../options.ts';

/** `mpkg -i FILE…`: how a command is called, as its help and its usage errors show it. */
export function synopsisOf(tool: Tool, command: Command): string {
  const operands = (command.operands ?? []).map(({ name, optional, many }) => {
    const word = many === true ? `${name}…` : name;
    return optional === true ? `[${word}]` : word;
  });
  return [tool.name, command.name, ...operands].join(' ');
}

/** `-g, --group NAME`, `--json[=stream]`. */
export function optionSynopsis(name: string, spec: OptionSpec): string {
  const flags = spec.short === undefined ? `--${name}` : `-${spec.short}, --${name}`;
  if (spec.kind === 'flag') return flags;
  if (spec.kind === 'mode') return `${flags}[=${spec.choices.slice(1).join('|')}]`;
  return `${flags} ${spec.placeholder}${spec.kind === 'texts' ? '…' : ''}`;
}

/** A summary as a sentence of its own: `Deploy one archive.` */
export function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
