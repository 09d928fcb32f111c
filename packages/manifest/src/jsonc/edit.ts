/** Edits of a JSON text that leave every comment and all layout around the edited value as they are. */
import { ManifestError } from '../errors.ts';
import { positionAt } from '../text/position.ts';
import { commaAfter, elementsOf } from './elements.ts';
import { indentUnit, lineIndent, render } from './layout.ts';
import { childOf } from './node.ts';
import type { JsonArray, JsonNode, JsonObject, JsonPath } from './node.ts';
import { parseJsonc } from './parse.ts';

function impossible(text: string, node: JsonNode, path: JsonPath): ManifestError {
  return new ManifestError(
    'edit-impossible',
    `\`${path.join('.')}\` leads into a value that cannot hold it`,
    {
      subject: path.join('.'),
      position: positionAt(text, node.start),
      hint: 'set the value that contains it instead',
    },
  );
}

/** `value` inside the objects that the rest of a path still needs. */
function wrap(path: JsonPath, value: unknown): unknown {
  return path.reduceRight((inner, step) => ({ [step]: inner }), value);
}

/** Puts an element behind the last one of an object or array, on a line of its own unless the others share one. */
function append(text: string, node: JsonObject | JsonArray, element: (indent: string) => string): string {
  const last = elementsOf(node).at(-1);
  const close = node.end - 1;
  const inside = text.slice(node.start + 1, close);
  const outer = lineIndent(text, node.start);
  const comma = last !== undefined && commaAfter(text, last) === undefined ? ',' : '';
  const tail = last === undefined ? inside : text.slice(last.end, close);
  const head = text.slice(0, close - tail.length) + comma + tail.trimEnd();
  if (last !== undefined && !inside.includes('\n')) {
    const padding = tail.slice(tail.trimEnd().length);
    return `${head} ${element(outer)}${padding}${text.slice(close)}`;
  }
  const inner = outer + indentUnit(text);
  return `${head}\n${inner}${element(inner)}\n${outer}${text.slice(close)}`;
}

function insert(text: string, parent: JsonNode, path: JsonPath, value: unknown): string | undefined {
  const [step, ...rest] = path;
  const unit = indentUnit(text);
  if (parent.kind === 'object' && typeof step === 'string') {
    return append(
      text,
      parent,
      (indent) => `${JSON.stringify(step)}: ${render(wrap(rest, value), unit, indent)}`,
    );
  }
  if (parent.kind === 'array' && step === parent.items.length) {
    return append(text, parent, (indent) => render(wrap(rest, value), unit, indent));
  }
  return undefined;
}

/**
 * The text with `value` (plain JSON) at `path`: replaced where there is one, otherwise added with the objects that lead to it; an
 * array grows by the index that equals its length. An empty text counts as `{}`. Throws `json-invalid` or `edit-impossible`.
 */
export function setValue(text: string, path: JsonPath, value: unknown): string {
  const source = text.trim() === '' ? '{}\n' : text;
  let node = parseJsonc(source);
  for (const [depth, step] of path.entries()) {
    const child = childOf(node, step);
    if (child === undefined) {
      const edited = insert(source, node, path.slice(depth), value);
      if (edited === undefined) throw impossible(source, node, path);
      return edited;
    }
    node = child;
  }
  const rendered = render(value, indentUnit(source), lineIndent(source, node.start));
  return source.slice(0, node.start) + rendered + source.slice(node.end);
}
