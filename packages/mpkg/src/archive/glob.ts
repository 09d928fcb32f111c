import { bytesOfText } from '../bytes.ts';

const SPECIAL = /[\\^$.|+(){}]/;

/**
 * A shell pattern over paths as bytes: `*` and `?` stop at slashes, `**` does not, `[a-z]` and `[!a-z]` are sets, a backslash
 * takes the next character literally. A pattern without a slash is matched with the last name of a path, otherwise with all
 * of it; a leading slash only marks the latter.
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  const glob = bytesOfText(pattern);
  const expression = new RegExp(
    `^${glob.includes('/') ? '' : '(?:.*/)?'}${translate(glob.replace(/^\//, ''))}$`,
    's',
  );
  return (path) => expression.test(path);
}

function translate(glob: string): string {
  let expression = '';
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at] as string;
    const set = character === '[' ? /^\[(!?)(\]?[^\]]*)\]/.exec(glob.slice(at)) : null;
    if (glob.startsWith('**/', at)) {
      expression += '(?:.*/)?';
      at += 2;
    } else if (glob.startsWith('**', at)) {
      expression += '.*';
      at += 1;
    } else if (character === '*') expression += '[^/]*';
    else if (character === '?') expression += '[^/]';
    else if (set !== null) {
      expression += `(?!/)[${set[1] === '' ? '' : '^'}${(set[2] as string).replaceAll(/[\\\][^]/g, String.raw`\$&`)}]`;
      at += set[0].length - 1;
    } else if (character === '\\' && at + 1 < glob.length) expression += literal(glob[++at] as string);
    else expression += literal(character);
  }
  return expression;
}

function literal(character: string): string {
  return SPECIAL.test(character) || '[]*?/-'.includes(character) ? `\\${character}` : character;
}
