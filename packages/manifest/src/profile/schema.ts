/** The schema of a profile, published as a JSON Schema; `docs/formats/profile.md` explains it. */
import * as z from 'zod';
import * as values from '../shape/values.ts';
import { PROFILE_KINDS } from './kinds.ts';

const name = z.string().regex(values.NAME, 'this has to be a name of letters, digits and `._+-`');
const line = z.string().regex(values.LINE, 'this has to be one line of text');
const architecture = z.string().regex(values.ARCHITECTURE, 'this has to be an architecture like `amd64`');

const tuple = z.strictObject({
  name,
  version: line,
  architecture: architecture.optional().meta({ description: 'Every architecture when it is absent.' }),
});

export const profileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name,
    kind: z.enum(PROFILE_KINDS).meta({ description: 'How fast it follows what is published.' }),
    scheme: z.enum(['debian', 'semver']).meta({ description: 'How versions are written and ordered.' }),
    date: z
      .string()
      .regex(values.DATE, 'this has to be a date like 2026-01-31T23:59:59Z')
      .meta({ description: 'When the list was made.' }),
    packages: z.array(tuple).meta({ description: 'The versions that make up this release.' }),
  })
  .meta({ title: 'Profile: a list of package versions with a kind' });

/** A release: which version of each package belongs to it. */
export type Profile = z.infer<typeof profileSchema>;
export type ProfileTuple = z.infer<typeof tuple>;
