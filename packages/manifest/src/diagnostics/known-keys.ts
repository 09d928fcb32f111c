import type * as z from 'zod';
import type { JsonPath } from '../jsonc/node.ts';

/** The schemas directly around or behind a wrapper, a union or a lazy schema. */
function unwrap(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  if (def.type === 'optional') return unwrap(def.innerType);
  return def.type === 'union' ? def.options.flatMap(unwrap) : [schema];
}

function stepInto(schema: z.core.$ZodType, step: string | number): readonly z.core.$ZodType[] {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  if (def.type === 'array') return unwrap(def.element);
  if (def.type === 'record') return unwrap(def.valueType);
  const member = def.type === 'object' ? def.shape[step] : undefined;
  return member === undefined ? [] : unwrap(member);
}

function keysOf(schema: z.core.$ZodType): readonly string[] {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  if (def.type === 'record') return Array.from(def.keyType._zod.values ?? [], String);
  return def.type === 'object' ? Object.keys(def.shape) : [];
}

/** The keys that a schema knows in the object at `path`. */
export function knownKeys(schema: z.core.$ZodType, path: JsonPath): readonly string[] {
  const found = path.reduce((schemas, step) => schemas.flatMap((one) => stepInto(one, step)), unwrap(schema));
  return [...new Set(found.flatMap(keysOf))];
}
