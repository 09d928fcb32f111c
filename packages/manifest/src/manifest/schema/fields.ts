/** The small values of a manifest. */
import * as z from 'zod';
import * as values from '../../shape/values.ts';

export const line = z.string().regex(values.LINE, 'this has to be one line of text');
export const text = z.string().min(1, 'this has to be a text that is not empty');
export const name = z.string().regex(values.NAME, 'this has to be a name of letters, digits and `._+-`');
export const word = z
  .string()
  .regex(values.ARCHITECTURE, 'this has to be a lower-case word like `amd64` or `musl`');
export const path = z
  .string()
  .regex(values.PATH, 'this has to be a path from the root, without a leading `/`');
export const account = z.string().regex(values.ACCOUNT, 'this has to be the name or number of an account');

/** `a | b >=2`; its grammar is checked once the scheme of the manifest is known. */
export const requirement = line.meta({ description: 'A requirement, like `libc6 >=2.34 | musl`.' });
export const requirements = z.array(requirement);

/** A text with placeholders such as `{version}`. */
export const template = line;

export const optionValue = z.union([z.boolean(), z.number(), z.string()]);
export type OptionValue = z.infer<typeof optionValue>;

export function oneOrMany<T extends z.ZodType>(schema: T) {
  return z.union([schema, z.array(schema).min(1, 'this list has to have an element')]);
}
