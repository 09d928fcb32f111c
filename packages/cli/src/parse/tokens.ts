import type { OptionSpec, OptionTable } from '../options.ts';

/** One thing that a command line says. */
export type Token =
  | {
      readonly kind: 'option';
      /** Its long name; of an unknown one, what was written. */
      readonly name: string;
      /** As it was written, one letter of a cluster on its own. */
      readonly flag: string;
      readonly value: string | undefined;
    }
  | { readonly kind: 'operand'; readonly value: string };

/**
 * Tells the words of a command line apart, as `parseArgs` of node:util does in its tolerant mode: `--name VALUE`, `--name=VALUE`,
 * `-n VALUE`, `-nVALUE`, `-abc` for flags, operands anywhere, `--` before operands that look like options. An option that takes a
 * value takes the next word, whatever that is.
 */
export function* tokensOf(table: OptionTable, argv: readonly string[]): Generator<Token> {
  const longNames = new Map(Object.entries(table).map(([name, { short }]) => [short, name]));
  const words = argv.values();
  const option = (flag: string, name: string, inline?: string): Token => {
    const takesNext = inline === undefined && takesValue(table, name);
    return { kind: 'option', name, flag, value: takesNext ? words.next().value : inline };
  };
  for (const word of words) {
    if (word === '--') {
      for (const value of words) yield { kind: 'operand', value };
    } else if (word.startsWith('--')) {
      const [flag, inline] = cut(word, word.indexOf('=', 3));
      yield option(flag, flag.slice(2), inline?.slice(1));
    } else if (word.startsWith('-') && word.length > 1) {
      for (let at = 1; at < word.length; at++) {
        const letter = word.charAt(at);
        const name = longNames.get(letter) ?? letter;
        const rest = takesValue(table, name) ? word.slice(at + 1) : '';
        yield option(`-${letter}`, name, rest === '' ? undefined : rest);
        if (rest !== '') break;
      }
    } else {
      yield { kind: 'operand', value: word };
    }
  }
}

/** The text before and from a place on; all of it when that is none. */
function cut(text: string, at: number): [string, string | undefined] {
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at)];
}

function takesValue(table: OptionTable, name: string): boolean {
  const spec: OptionSpec | undefined = Object.hasOwn(table, name) ? table[name] : undefined;
  return spec !== undefined && spec.kind !== 'flag' && spec.kind !== 'mode';
}
