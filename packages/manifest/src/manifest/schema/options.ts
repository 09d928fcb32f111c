import * as z from 'zod';
import { line, text } from './fields.ts';

const question = line.meta({ description: 'What the user is asked.' });

/** A question to the user; without a default it has to be answered. */
export const option = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('boolean'), question, default: z.boolean().optional() }),
  z.strictObject({
    type: z.literal('choice'),
    question,
    choices: z.array(text).min(1, 'this list has to have an element'),
    default: text.optional(),
  }),
  z.strictObject({
    type: z.literal('number'),
    question,
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    default: z.number().optional(),
  }),
  z.strictObject({ type: z.literal('text'), question, default: z.string().optional() }),
]);

export type OptionDeclaration = z.infer<typeof option>;
