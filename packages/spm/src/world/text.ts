import { SpmError } from '../errors.ts';
import type { Verb, Wish, World } from './world.ts';

const HEAD = `# What this system is asked to hold. "spm apply" of this file rebuilds it elsewhere.\n`;

const WISH =
  /^(install|pin|block|skip|integrate|option) ([A-Za-z0-9][\w.+:-]*)((?: (?!with |in )[^\s#]+)*)(?: in ([A-Za-z0-9][\w.+-]*))?(?: with ([A-Za-z0-9][\w.+:-]*))?$/;

/** Less than `WISH` allows: an option has no version and no group. */
const OPTION = /^option [A-Za-z0-9][\w.+-]* [^\s#=]+=[^\s#]*$/;

/** The wishes of a world file; `#` begins a comment. @throws SpmError `config-invalid` with the line. */
export function parseWorld(text: string, file: string): World {
  const lines = text.split('\n').map((line) =>
    line
      .replace(/\s*(^|\s)#.*$/, '')
      .trim()
      .replaceAll(/\s+/g, ' '),
  );
  for (const [index, line] of lines.entries()) {
    if (line === '' || isWish(line)) continue;
    throw new SpmError('config-invalid', `${file}:${index + 1}: \`${line}\` is no wish`, {
      subject: `${file}:${index + 1}`,
      hint: 'write `install NAME [RANGE] [in GROUP] [with PROVIDER]`, `pin NAME RANGE`, `block NAME [RANGE]`, `skip NAME PATH`, `integrate NAME` or `option NAME KEY=VALUE`',
    });
  }
  return new Set(lines.filter((line) => line !== '').toSorted());
}

function isWish(line: string): boolean {
  return line.startsWith('option ') ? OPTION.test(line) : WISH.test(line);
}

export function printWorld(world: World): string {
  return HEAD + [...world].map((line) => `${line}\n`).join('');
}

/** The parts of a line that `parseWorld` accepted. */
export function parseWish(line: string): Wish {
  const [, verb, subject = '', range = '', group, provider] = WISH.exec(line) ?? [];
  const wish = { verb: verb as Verb, subject, range: range.trim(), provider };
  return group === undefined ? wish : { ...wish, subject: `${group}:${subject}`, group };
}

export function printWish({ verb, subject, range, group, provider }: Wish): string {
  const words =
    group === undefined
      ? [verb, subject, range]
      : [verb, subject.slice(group.length + 1), range, `in ${group}`];
  return [...words, provider === undefined ? '' : `with ${provider}`].filter((part) => part !== '').join(' ');
}
