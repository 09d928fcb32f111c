import { parseWish } from './text.ts';
import type { Wish, World } from './world.ts';

/** What a user answers to the options of builds, as typed: by option. */
export type Answers = ReadonlyMap<string, string>;

/** By the name of the package, whatever its group. */
export type AnswersByName = ReadonlyMap<string, Answers>;

/** The answers that hold until the user changes them. */
export function answersIn(world: World): AnswersByName {
  const byName = new Map<string, Map<string, string>>();
  for (const { verb, subject, range } of [...world].map(parseWish)) {
    if (verb !== 'option') continue;
    const [option, value] = parseAnswer(range);
    const answers = byName.get(subject);
    if (answers === undefined) byName.set(subject, new Map([[option, value]]));
    else answers.set(option, value);
  }
  return byName;
}

export function wishOfAnswer(name: string, option: string, value: string): Wish {
  return { verb: 'option', subject: name, range: `${quoted(option)}=${quoted(value)}`, provider: undefined };
}

/** The option that a wish of the verb `option` is about, and its value. */
export function parseAnswer(range: string): readonly [option: string, value: string] {
  const equals = range.indexOf('=');
  return [unquoted(range.slice(0, equals)), unquoted(range.slice(equals + 1))];
}

/** As one word of a line: blanks, `#` and `%` as in a URL; of an option also `=`. */
function quoted(text: string): string {
  return text.replaceAll(/[\s#%=]/g, (character) => encodeURIComponent(character));
}

function unquoted(text: string): string {
  return text.replaceAll(/(?:%[0-9A-F]{2})+/gi, (bytes) => {
    return Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8');
  });
}
