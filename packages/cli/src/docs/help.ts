import type { Command, Tool } from '../command.ts';
import type { OptionTable } from '../options.ts';
import { COMMON_OPTIONS } from '../common-options.ts';
import { optionSynopsis, sentence, synopsisOf } from './synopsis.ts';

const WIDTH = 100;
const INDENT = 2;
const GAP = 2;

/** `TOOL --help`: every command with its summary, and the common options. */
export function toolHelp(tool: Tool): string {
  return sections([
    `${tool.name} ${tool.version}: ${tool.summary}`,
    `Usage: ${tool.name} COMMAND [OPTIONS] [ARGUMENTS]`,
    ['Commands', tool.commands.map((c) => [[c.name, ...(c.aliases ?? [])].join(', '), c.summary])],
    ['Options of every command', optionRows(COMMON_OPTIONS)],
    `${tool.name} COMMAND --help shows a command; the manual page is ${tool.name}(1).`,
  ]);
}

/** `TOOL COMMAND --help`. */
export function commandHelp(tool: Tool, command: Command): string {
  return sections([
    `Usage: ${synopsisOf(tool, command)} [OPTIONS]`,
    ...(command.aliases === undefined ? [] : [`Also: ${command.aliases.join(', ')}`]),
    sentence(command.summary),
    ...(command.description ?? []),
    ['Arguments', (command.operands ?? []).map(({ name, summary }) => [name, summary])],
    ['Options', optionRows(command.options)],
    ['Options of every command', optionRows(COMMON_OPTIONS)],
    ['Examples', (command.examples ?? []).map(({ command: line, does }) => [line, does])],
  ]);
}

type Rows = readonly (readonly [string, string])[];
type Section = string | readonly [title: string, rows: readonly (readonly string[])[]];

function optionRows(table: OptionTable): Rows {
  return Object.entries(table).map(([name, spec]) => [optionSynopsis(name, spec), spec.summary]);
}

function sections(parts: readonly Section[]): string {
  return parts
    .filter((part) => typeof part === 'string' || part[1].length > 0)
    .map((part) =>
      typeof part === 'string' ? wrap(part, WIDTH).join('\n') : `${part[0]}:\n${columns(part[1])}`,
    )
    .join('\n\n')
    .concat('\n');
}

function columns(rows: readonly (readonly string[])[]): string {
  const widest = Math.min(36, Math.max(...rows.map(([left = '']) => left.length)));
  const column = INDENT + widest + GAP;
  return rows
    .flatMap(([left = '', right = '']) => {
      const [first = '', ...more] = wrap(right, WIDTH - column);
      const head = ' '.repeat(INDENT) + left;
      const lines =
        head.length + GAP > column ? [head, ' '.repeat(column) + first] : [head.padEnd(column) + first];
      return [...lines, ...more.map((line) => ' '.repeat(column) + line)];
    })
    .join('\n');
}

/** Breaks a paragraph at spaces into lines of at most `width` characters, where words allow. */
function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
