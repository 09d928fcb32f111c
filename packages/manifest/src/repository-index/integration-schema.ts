/** The schema of what a package asks of the system around it, in indexes and in manifests; `integration.ts` checks the same without its cost. */
import * as z from 'zod';
import * as values from '../shape/values.ts';

const line = z.string().regex(values.LINE, 'this has to be one line of text');
const path = z.string().regex(values.PATH, 'this has to be a path from the root, without a leading `/`');
const variable = z.string().regex(values.VARIABLE, 'this has to be the name of an environment variable');

const directories = (description: string) =>
  z
    .array(
      z.string().regex(values.DIRECTORY, 'this has to be an absolute path of letters, digits and `._+@%-`'),
    )
    .optional()
    .meta({ description });

const textsByName = (description: string) =>
  z
    .record(
      z.string().regex(values.NAME, 'this has to be the name of a file'),
      z.string().regex(values.TEXT, 'this has to be a text'),
    )
    .optional()
    .meta({ description });

export const integration = z.strictObject({
  commands: z.array(path).optional().meta({ description: 'Programs to link where people find commands.' }),
  links: z.record(path, line).optional().meta({ description: 'Other links: where, and what they say.' }),
  path: directories('Directories for PATH.'),
  environment: z.record(variable, line).optional(),
  libraries: directories('Directories for the dynamic linker.'),
  menu: textsByName('Menu entries of freedesktop.org.'),
  services: textsByName('Units of systemd, or init scripts.'),
  certificates: textsByName('Certificates to trust, PEM.'),
});
