import { commaAfter, elementsOf } from './elements.ts';
import { childOf } from './node.ts';
import type { JsonNode, JsonPath, Span } from './node.ts';
import { parseJsonc } from './parse.ts';

/** Where in the order of its parent the child at `step` is. */
function indexOf(parent: JsonNode, child: JsonNode): number {
  const values = parent.kind === 'object' ? parent.members.map(({ value }) => value) : elementsOf(parent);
  return values.findIndex(({ start }) => start === child.start);
}

/** An element with the white space before it, and the comma that only it needed. */
function cuts(text: string, elements: readonly Span[], index: number): readonly Span[] {
  const element = elements[index];
  if (element === undefined) return [];
  const previous = elements[index - 1];
  const isLast = index === elements.length - 1;
  const comma = commaAfter(text, element) ?? (isLast && previous ? commaAfter(text, previous) : undefined);
  const start = text.slice(0, element.start).trimEnd().length;
  const cut = { start, end: element.end };
  return comma === undefined ? [cut] : [cut, { start: comma, end: comma + 1 }];
}

/**
 * The text without the value at `path` and its key; the same text when there is none. Comments stay. Throws `json-invalid`.
 */
export function removeValue(text: string, path: JsonPath): string {
  let parent: JsonNode | undefined;
  let node: JsonNode | undefined = parseJsonc(text);
  for (const step of path) {
    parent = node;
    node = childOf(node, step);
    if (node === undefined) return text;
  }
  if (parent === undefined) return text;
  return cuts(text, elementsOf(parent), indexOf(parent, node))
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}
