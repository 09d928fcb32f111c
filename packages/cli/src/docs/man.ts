import type { Command, Example, Tool } from '../command.ts';
import type { OptionTable } from '../options.ts';
import { COMMON_OPTIONS } from '../common-options.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { roff } from './roff.ts';
import { optionSynopsis, sentence, synopsisOf } from './synopsis.ts';

const ALWAYS_POSSIBLE = [0, 1, 2, 130, 143];

/** The manual page of a tool, section 1, in the man(7) macros. */
export function toolManual(tool: Tool): string {
  const { bold, head, item, paragraph, section } = roff;
  return [
    head({ name: tool.name, section: 1, version: tool.version, summary: tool.summary }),
    section('SYNOPSIS', `${bold(tool.name)} \\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n`),
    section('DESCRIPTION', tool.description.map(paragraph).join('')),
    section('COMMANDS', tool.commands.map((command) => commandEntry(tool, command)).join('')),
    section('OPTIONS OF EVERY COMMAND', optionItems(COMMON_OPTIONS)),
    section('JSON', jsonParagraphs(tool).map(paragraph).join('')),
    section('EXIT STATUS', exitItems(tool)),
    section('FILES', (tool.files ?? []).map(({ path, summary }) => item(bold(path), summary)).join('')),
    section(
      'EXAMPLES',
      tool.commands
        .flatMap((command) => command.examples ?? [])
        .map(example)
        .join(''),
    ),
    section('SEE ALSO', tool.seeAlso === undefined ? '' : paragraph(tool.seeAlso.join(', '))),
  ].join('');
}

function commandEntry(tool: Tool, command: Command): string {
  const names = [synopsisOf(tool, command), ...(command.aliases ?? [])].join(', ');
  return [
    roff.subsection(roff.bold(names), ''),
    roff.paragraph(sentence(command.summary)),
    ...(command.description ?? []).map(roff.paragraph),
    ...(command.operands ?? []).map(({ name, summary }) => roff.item(`\\fI${name}\\fR`, summary)),
    optionItems(command.options),
  ].join('');
}

function optionItems(table: OptionTable): string {
  return Object.entries(table)
    .map(([name, spec]) => roff.item(roff.bold(optionSynopsis(name, spec)), sentence(spec.summary)))
    .join('');
}

function jsonParagraphs({ name }: Tool): string[] {
  return [
    `With --json, stdout holds one document on one line and nothing else, whatever the exit status: {"schema":"${name}/1","command":C,"ok":B,"exit":N,"result":R,"warnings":[W...],"errors":[E...]}, and "transaction" where one was made. The command is the full name of it, the result null after an error; B is true with the exit statuses 0 and 100.`,
    'A warning has a code and a message, and mostly a subject; an error has a code, a subject, a message and a hint, which is a command that can be run or the flag that decides, each of the last ones or null; and details where there are any. Codes are stable, messages are for people.',
    'With --json=stream, a line {"event":E,...} stands for each step before that document: plan, fetch, file, hook, progress and others.',
  ];
}

function exitItems(tool: Tool): string {
  const used = new Set([...ALWAYS_POSSIBLE, ...tool.commands.flatMap((command) => command.exits ?? [])]);
  return Object.entries(EXIT_STATUS)
    .filter(([status]) => used.has(Number(status)))
    .map(([status, meaning]) => roff.item(roff.bold(status), meaning))
    .join('');
}

function example({ command, does }: Example): string {
  return roff.paragraph(`${does.replace(/\.$/, '')}:`) + roff.code([command]);
}
