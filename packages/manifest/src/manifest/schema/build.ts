import * as z from 'zod';
import { condition } from './condition.ts';
import { line, name, path, template, text } from './fields.ts';

const command = z
  .union([line, z.array(text).min(1, 'this list has to have an element')])
  .meta({ description: 'A line for the shell, or a program and its arguments.' });

export const step = z.union([
  command,
  z.strictObject({
    name: name
      .optional()
      .meta({ description: 'What a build is resumed at; by default the number of the step.' }),
    run: command,
    directory: path.optional().meta({ description: 'Where to run it, from the root of the source.' }),
    environment: z
      .record(z.string().regex(/^[A-Za-z_]\w*$/, 'this has to be the name of a variable'), z.string())
      .optional(),
    when: condition.optional(),
  }),
]);

export const patch = z.union([
  path,
  z.strictObject({
    file: path.meta({ description: 'From the root of the repository of the manifest.' }),
    strip: z
      .int()
      .nonnegative('this number cannot be negative')
      .optional()
      .meta({ description: 'As -p of patch(1); 1 by default.' }),
    when: condition.optional(),
  }),
]);

export const binary = z
  .strictObject({
    url: template
      .optional()
      .meta({ description: 'Where a ready pac lies: `https://example.org/{name}-{version}_{arch}.pac`.' }),
    branch: template
      .optional()
      .meta({ description: 'The git branch with a ready pac; `{name}-{version}_{arch}` by default.' }),
  })
  .meta({ description: 'Where ready builds are found; the URL is tried first.' });

export type Step = z.infer<typeof step>;
export type Patch = z.infer<typeof patch>;
