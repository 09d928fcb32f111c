import { rangeError } from './error.ts';
import type { Bounds, Operand } from './syntax.ts';

/** Where the colon that separates min from max is; colons of epochs are told from it by their number. */
function separatorOf(text: string, operand: Operand): number {
  const bounds = operand.text;
  if (bounds.startsWith(':')) return 0;
  if (bounds.endsWith(':')) return bounds.length - 1;
  const colons = Array.from(bounds.matchAll(/:/g), (match) => match.index);
  const middle = colons[(colons.length - 1) / 2];
  if (middle !== undefined) return middle;
  const message = `it is not clear which colon of \`${bounds}\` separates min from max`;
  throw rangeError(text, operand.offset, message, 'write the bounds as `>=MIN <=MAX`');
}

/** Reads `min:max`, `min:` or `:max`, an operand of the range in `text`. */
export function boundsOf(text: string, operand: Operand): Bounds {
  const at = separatorOf(text, operand);
  const min = operand.text.slice(0, at);
  const max = operand.text.slice(at + 1);
  if (min === '' && max === '') {
    throw rangeError(text, operand.offset, 'bounds need at least one end', 'write `*` for every version');
  }
  return {
    kind: 'bounds',
    min: min === '' ? undefined : { text: min, offset: operand.offset },
    max: max === '' ? undefined : { text: max, offset: operand.offset + at + 1 },
  };
}
