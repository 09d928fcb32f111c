/** The JSON Schemas for editors, made from the schemas that this package reads with. */
import * as z from 'zod';
import { manifestSchema } from '../manifest/schema/manifest.ts';
import { profileSchema } from '../profile/schema.ts';
import { entrySchema, headSchema, tailSchema } from '../repository-index/schema.ts';

const SCHEMAS = {
  manifest: manifestSchema,
  profile: profileSchema,
  'index-head': headSchema,
  'index-entry': entrySchema,
  'index-tail': tailSchema,
} as const;

/** The files of `docs/schemas`, by name, as they have to be. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      const json = z.toJSONSchema(schema, { io: 'input' });
      return [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`];
    }),
  );
}
