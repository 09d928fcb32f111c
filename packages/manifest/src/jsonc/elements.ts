import { Cursor } from '../text/cursor.ts';
import type { JsonNode, Span } from './node.ts';
import { skipTrivia } from './trivia.ts';

/** The spans of what an object or array lists; those of an object begin at the key. */
export function elementsOf(node: JsonNode): readonly Span[] {
  if (node.kind === 'object') {
    return node.members.map(({ keySpan, value }) => ({ start: keySpan.start, end: value.end }));
  }
  return node.kind === 'array' ? node.items : [];
}

/** Where the `,` after an element is; `undefined` when none follows. */
export function commaAfter(text: string, element: Span): number | undefined {
  const cursor = new Cursor(text);
  cursor.offset = element.end;
  skipTrivia(cursor);
  return cursor.startsWith(',') ? cursor.offset : undefined;
}
