import type { Call, Command } from '../command.ts';
import type { OptionSpec, OptionTable } from '../options.ts';
import { COMMON_OPTIONS } from '../common-options.ts';
import { UsageError } from '../failure.ts';
import { nearest } from './nearest.ts';
import { tokensOf } from './tokens.ts';

export interface Arguments {
  readonly operands: readonly string[];
  readonly options: Call['options'];
}

/**
 * Parses what follows the command's name against its option table and the common one.
 * @throws UsageError naming the argument, with the closest option where there is one
 */
export function parseArguments(command: Command | undefined, argv: readonly string[]): Arguments {
  const table: OptionTable = { ...COMMON_OPTIONS, ...command?.options };
  const values: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(table)) {
    values[name] = spec.kind === 'flag' ? false : spec.kind === 'texts' ? [] : undefined;
  }
  const operands: string[] = [];
  for (const token of tokensOf(table, argv)) {
    if (token.kind === 'operand') {
      operands.push(token.value);
      continue;
    }
    const { name, flag, value } = token;
    const spec = Object.hasOwn(table, name) ? table[name] : undefined;
    if (spec === undefined) throw unknownOption(flag, table);
    values[name] = valueOf(spec, flag, { text: value, former: values[name] });
  }
  return { operands, options: values as Arguments['options'] };
}

function valueOf(
  spec: OptionSpec,
  flag: string,
  given: { text: string | undefined; former: unknown },
): unknown {
  const { text } = given;
  if (spec.kind === 'flag') {
    if (text !== undefined) throw new UsageError(`${flag} takes no value`);
    return true;
  }
  if (spec.kind === 'mode') return text === undefined ? spec.choices[0] : chosen(flag, text, spec.choices);
  // What a script gives when its variable is not set.
  if (text === undefined || text === '') {
    throw new UsageError(`${flag} needs a value: ${flag} ${spec.placeholder}`);
  }
  switch (spec.kind) {
    case 'texts':
      return [...(given.former as string[]), text];
    case 'number':
      if (!/^\d+(\.\d+)?$/.test(text)) throw new UsageError(`${flag} needs a number, not "${text}"`);
      return Number(text);
    case 'text':
      return spec.choices === undefined ? text : chosen(flag, text, spec.choices);
  }
}

function chosen(flag: string, text: string, choices: readonly string[]): string {
  if (choices.includes(text)) return text;
  throw new UsageError(`${flag} is one of ${choices.join(', ')}, not "${text}"`);
}

function unknownOption(flag: string, table: OptionTable): UsageError {
  const near = nearest(
    flag,
    Object.keys(table).map((name) => `--${name}`),
  );
  return new UsageError(`there is no option ${flag}${near === undefined ? '' : `; did you mean ${near}?`}`);
}

/** @throws UsageError when operands are missing, too many, or empty as from a variable that is not set */
export function checkOperands(command: Command, synopsis: string, operands: readonly string[]): void {
  const specs = command.operands ?? [];
  const missing = specs.find((spec, at) => spec.optional !== true && at >= operands.length);
  if (missing) throw new UsageError(`${missing.name} is missing: ${synopsis}`);
  const extra = specs.at(-1)?.many === true ? undefined : operands[specs.length];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many: ${synopsis}`);
  const empty = operands.findIndex((operand, at) => operand === '' && specs[at]?.mayBeEmpty !== true);
  if (empty >= 0) throw new UsageError(`${(specs[empty] ?? specs.at(-1))?.name} is empty: ${synopsis}`);
}
