import type { Command, Tool } from '../command.ts';
import type { OptionTable } from '../options.ts';
import { COMMON_OPTIONS } from '../common-options.ts';
import { UsageError } from '../failure.ts';
import { nearest } from './nearest.ts';

/** The command that an argument vector asks for, and the arguments that are left for it. */
export interface Located {
  readonly command: Command | undefined;
  readonly rest: readonly string[];
}

/**
 * Finds the command: the first word or word pair that names one, or a flag alias such as `-i` at any place. `-iy` is `-i -y`.
 * @throws UsageError when the first word names no command of a tool that has no flag for it
 */
export function locateCommand(tool: Tool, argv: readonly string[]): Located {
  const byName = new Map(
    tool.commands.flatMap((c) => [c.name, ...(c.aliases ?? [])].map((name) => [name, c] as const)),
  );
  let unknown: string | undefined;
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--') break;
    const pair = `${word} ${argv[at + 1] ?? ''}`;
    const paired = unknown === undefined ? byName.get(pair) : undefined;
    if (paired) return { command: paired, rest: without(argv, at, 2) };
    const exact = unknown === undefined || word.startsWith('-') ? byName.get(word) : undefined;
    if (exact) {
      if (isHalfOf(exact, word, argv[at + 1])) throw unknownCommand(tool, pair, [...byName.keys()]);
      return { command: exact, rest: without(argv, at, 1) };
    }
    const clustered = /^-[a-z]{2,}$/i.test(word) ? byName.get(word.slice(0, 2)) : undefined;
    if (clustered) return { command: clustered, rest: argv.with(at, `-${word.slice(2)}`) };
    if (word.startsWith('-')) {
      if (takesNextArgument(word, tool)) at++;
    } else unknown ??= isFirstOfPair(word, byName) ? pair.trimEnd() : word;
  }
  if (unknown === undefined) return { command: undefined, rest: argv };
  throw unknownCommand(tool, unknown, [...byName.keys()]);
}

function isFirstOfPair(word: string, byName: ReadonlyMap<string, Command>): boolean {
  return byName.keys().some((name) => name.startsWith(`${word} `));
}

/** Whether the word is short for a word pair without operands, but another word stands behind it. */
function isHalfOf({ name, operands = [] }: Command, word: string, next = '-'): boolean {
  return name.startsWith(`${word} `) && operands.length === 0 && !next.startsWith('-');
}

function without(argv: readonly string[], at: number, count: number): readonly string[] {
  return [...argv.slice(0, at), ...argv.slice(at + count)];
}

function takesNextArgument(word: string, tool: Tool): boolean {
  const tables: OptionTable[] = [COMMON_OPTIONS, ...tool.commands.map((command) => command.options)];
  return tables.some((table) =>
    Object.entries(table).some(
      ([name, { kind, short }]) =>
        kind !== 'flag' && kind !== 'mode' && (word === `--${name}` || word === `-${short ?? ''}`),
    ),
  );
}

function unknownCommand(tool: Tool, word: string, names: readonly string[]): UsageError {
  const near = nearestCommand(word, names);
  const hint = near === undefined ? `${tool.name} --help` : `${tool.name} ${near}`;
  return new UsageError(`${tool.name} has no command "${word}"`, hint);
}

/** Of a word pair only the second word is in doubt: what it has in common with others says nothing. */
function nearestCommand(word: string, names: readonly string[]): string | undefined {
  const shared = word.slice(0, word.indexOf(' ') + 1);
  const candidates = names.filter((name) => name.startsWith(shared)).map((name) => name.slice(shared.length));
  const near = nearest(word.slice(shared.length), candidates);
  return near === undefined ? undefined : shared + near;
}
