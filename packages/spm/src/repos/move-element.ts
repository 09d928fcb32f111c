import type { JsonNode } from '@mpkg/manifest';
import { parseJsonc } from '@mpkg/manifest';

export interface Move {
  readonly from: number;
  readonly to: number;
}

/** One element with what belongs to it: the comments above it, and the rest of its last line. */
interface Block {
  readonly above: string;
  readonly element: string;
  readonly beside: string;
}

/** The text with one element of the array under `key` moved to another index, its comments with it. */
export function moveElement(text: string, key: string, { from, to }: Move): string {
  const array = arrayUnder(text, key);
  const { blocks, rest } = blocksOf(text.slice(0, array.end - 1), array);
  const [block] = blocks.splice(from, 1);
  if (block !== undefined) blocks.splice(to, 0, block);
  const pieces = blocks.map(({ above, element, beside }, index) => {
    const comma = index < blocks.length - 1 ? ',' : '';
    return above + element + comma + beside;
  });
  return text.slice(0, array.start + 1) + joined([...pieces, rest + text.slice(array.end - 1)]);
}

type ArrayNode = Extract<JsonNode, { kind: 'array' }>;

function arrayUnder(text: string, key: string): ArrayNode {
  const root = parseJsonc(text);
  const node = root.kind === 'object' ? root.members.find((member) => member.key === key)?.value : undefined;
  return node?.kind === 'array' ? node : { kind: 'array', start: 0, end: text.length + 1, items: [] };
}

/** White space and comments, a comma, and what follows on the same line. */
const BESIDE = /((?:\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)*),((?:[ \t]|\/\*(?:(?!\*\/)[^\n])*\*\/)*(?:\/\/[^\n]*)?)/y;
/** The same where no comma follows. */
const BESIDE_LAST = /((?:[ \t]|\/\*(?:(?!\*\/)[^\n])*\*\/)*(?:\/\/[^\n]*)?)/y;

/** `text` ends before the closing bracket; `rest` is what stands between that and the last block. */
function blocksOf(text: string, array: ArrayNode): { blocks: Block[]; rest: string } {
  const blocks: Block[] = [];
  let at = array.start + 1;
  for (const { start, end } of array.items) {
    const [whole = '', ...parts] = matchAt(BESIDE, text, end) ?? matchAt(BESIDE_LAST, text, end) ?? [];
    blocks.push({ above: text.slice(at, start), element: text.slice(start, end), beside: parts.join('') });
    at = end + whole.length;
  }
  return { blocks, rest: text.slice(at) };
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

/** A line comment at the end of a piece must not swallow the next one. */
function joined(pieces: readonly string[]): string {
  return pieces.reduce((text, piece) => {
    const isInComment = /\/\/[^\n]*$/.test(text.slice(text.lastIndexOf('\n') + 1)) && !piece.startsWith('\n');
    return text + (isInComment ? '\n' : '') + piece;
  }, '');
}
