/** JSON with its places: offsets are UTF-16 code units from the start of the text, `end` is behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface JsonMember {
  readonly key: string;
  /** The span of the key with its quotes. */
  readonly keySpan: Span;
  readonly value: JsonNode;
}

export interface JsonObject extends Span {
  readonly kind: 'object';
  /** In the order of the text; no key twice. */
  readonly members: readonly JsonMember[];
}

export interface JsonArray extends Span {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

export interface JsonScalar extends Span {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

export type JsonNode = JsonObject | JsonArray | JsonScalar;

/** From the root to a value: a key for each object, an index for each array. */
export type JsonPath = readonly (string | number)[];

/** The plain value of a node. */
export function valueOf(node: JsonNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'array':
      return node.items.map(valueOf);
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, valueOf(value)]));
  }
}

export function memberOf(node: JsonNode, key: string | number): JsonMember | undefined {
  return node.kind === 'object' ? node.members.find((member) => member.key === key) : undefined;
}

/** One step down; `undefined` where there is nothing. */
export function childOf(node: JsonNode, step: string | number): JsonNode | undefined {
  if (node.kind === 'array') return typeof step === 'number' ? node.items[step] : undefined;
  return memberOf(node, step)?.value;
}
