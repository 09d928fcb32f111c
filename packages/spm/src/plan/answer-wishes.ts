import { SpmError } from '../errors.ts';
import type { Package } from '../package/package.ts';
import { parseAnswer, wishOfAnswer, type Answers, type AnswersByName } from '../world/options.ts';
import { parseWish, printWish } from '../world/text.ts';
import type { World, WorldChange } from '../world/world.ts';

/** What a user says of the options of the packages of some names. */
export interface OptionChange {
  readonly names: readonly string[];
  readonly answers: Answers;
  /** Options that may be as they are published from now on. */
  readonly forgotten: readonly string[];
}

/** The answers that hold without those that the change takes the place of. */
export function untouchedBy({ names, answers, forgotten }: OptionChange, held: AnswersByName): AnswersByName {
  const touched = new Set([...answers.keys(), ...forgotten]);
  return new Map(
    Array.from(held, ([name, asked]) => [
      name,
      names.includes(name) ? new Map([...asked].filter(([option]) => !touched.has(option))) : asked,
    ]),
  );
}

/**
 * What makes the change hold for every later version, too.
 * @param named the packages of the names, which the answers were held against
 * @throws SpmError `option-unknown` for one to forget that nothing is asked of
 */
export function answerWishes(world: World, change: OptionChange, named: readonly Package[]): WorldChange {
  const { names, answers, forgotten } = change;
  const lines = [...world].filter((line) => {
    const { verb, subject } = parseWish(line);
    return verb === 'option' && names.includes(subject);
  });
  const unknown = forgotten.find((option) => !lines.some((line) => optionOf(line) === option));
  if (unknown !== undefined) throw nothingAsked(names, unknown);
  const come = new Set(named.flatMap((found) => linesOf(found, answers)));
  const touched = new Set([...answers.keys(), ...forgotten]);
  return {
    removed: lines.filter((line) => touched.has(optionOf(line)) && !come.has(line)),
    added: [...come].filter((line) => !world.has(line)),
  };
}

function optionOf(line: string): string {
  return parseAnswer(parseWish(line).range)[0];
}

/** The answers that are about the package, in its own spelling. */
function linesOf({ name, build }: Package, answers: Answers): string[] {
  return Object.entries(build?.options ?? {}).flatMap(([option, value]) =>
    answers.has(option) ? [printWish(wishOfAnswer(name, option, String(value)))] : [],
  );
}

function nothingAsked(names: readonly string[], option: string): SpmError {
  return new SpmError('option-unknown', `no ${option} is asked for of ${names.join(', ')}`, {
    subject: option,
    hint: 'spm status',
  });
}
