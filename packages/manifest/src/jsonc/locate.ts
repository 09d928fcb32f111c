import { positionAt } from '../text/position.ts';
import type { Position } from '../text/position.ts';
import { childOf, memberOf } from './node.ts';
import type { JsonNode, JsonPath } from './node.ts';

/** Where the value at `path` begins; for a value that is missing, where the nearest one around it begins. */
export function locateValue(text: string, root: JsonNode, path: JsonPath): Position {
  let node = root;
  for (const step of path) {
    const child = childOf(node, step);
    if (child === undefined) break;
    node = child;
  }
  return positionAt(text, node.start);
}

/** Where the key at the end of `path` begins; falls back on the value. */
export function locateKey(text: string, root: JsonNode, path: JsonPath): Position {
  const parent = path
    .slice(0, -1)
    .reduce<JsonNode | undefined>((node, step) => node && childOf(node, step), root);
  const member = parent && memberOf(parent, path.at(-1) ?? '');
  return member === undefined ? locateValue(text, root, path) : positionAt(text, member.keySpan.start);
}
