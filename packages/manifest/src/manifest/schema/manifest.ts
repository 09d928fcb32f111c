/** The schema of `MANIFEST.json`, published as a JSON Schema; `docs/formats/manifest.md` explains it. */
import * as z from 'zod';
import { integration } from '../../repository-index/integration-schema.ts';
import * as values from '../../shape/values.ts';
import { binary, patch, step } from './build.ts';
import { account, line, name, path, requirements, text } from './fields.ts';
import { option } from './options.ts';
import { requisites } from './requisites.ts';

export const MANIFEST_KINDS = ['package', 'abstract', 'group'] as const;

const modeRow = z.strictObject({
  path,
  mode: z.string().regex(values.MODE, 'this has to be an octal mode like "4755"').optional(),
  owner: account.optional(),
  group: account.optional(),
  capabilities: line.optional().meta({ description: 'As setcap(8) takes them.' }),
});

/** What may differ between versions. */
const versioned = {
  'build-depends': requisites.optional().meta({ description: 'What has to be installed to build it.' }),
  'runtime-depends': requisites.optional().meta({ description: 'What has to be installed to use it.' }),
  recommends: requirements.optional().meta({ description: 'Installed too unless the user declines.' }),
  conflicts: requirements.optional().meta({ description: 'None of these may be installed beside it.' }),
  provides: requirements
    .optional()
    .meta({ description: 'Names it also answers to: `name` or `name =version`.' }),
  replaces: requirements.optional().meta({ description: 'Packages that this one succeeds.' }),
  'build-instructions': z.array(step).optional().meta({ description: 'The steps of a build, in order.' }),
  patches: z.array(patch).optional().meta({ description: 'Applied to the source in order.' }),
  binary: binary.optional(),
  config: z.array(path).optional().meta({ description: 'Configuration files, from the root of the pac.' }),
  modes: z.array(modeRow).optional().meta({ description: 'Owners, set-id bits and capabilities.' }),
  integration: integration
    .optional()
    .meta({ description: 'What it asks of the system around it; `spm integrate` applies it.' }),
  parallel: z
    .enum(['major', 'minor', 'version'])
    .optional()
    .meta({ description: 'Which versions may be installed side by side: those that differ in this part.' }),
};

const segment = z
  .strictObject(versioned)
  .meta({ id: 'segment', description: 'What holds for these versions only.' });

export const manifestSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name,
    summary: line.meta({ description: 'One line that says what it is.' }),
    description: text.optional(),
    licence: line.optional().meta({ description: 'An SPDX expression.' }),
    homepage: z
      .string()
      .regex(/^https?:\/\/\S+$/, 'this has to be an address that begins with https:// or http://')
      .optional(),
    scheme: z
      .enum(['debian', 'semver'])
      .optional()
      .meta({ description: 'How versions are written; `debian` by default.' }),
    kind: z.enum(MANIFEST_KINDS).optional().meta({ description: '`package` by default.' }),
    standard: name
      .optional()
      .meta({ description: 'The provider an abstract package stands for when nobody chooses.' }),
    essential: z.boolean().optional().meta({ description: 'Removing it breaks the system.' }),
    group: name.optional().meta({ description: 'The group of mpkg that it is deployed into.' }),
    'package-options': z.record(name, option).optional().meta({ description: 'Questions to the user.' }),
    'version-range': z
      .record(line, segment)
      .optional()
      .meta({ description: 'Segments: what holds for a range of versions, beside what holds for all.' }),
    ...versioned,
  })
  .meta({ title: 'Manifest of a package (MANIFEST.json)' });

/** A manifest as it was written. */
export type Manifest = z.infer<typeof manifestSchema>;
export type Segment = z.infer<typeof segment>;
export type OptionDeclarations = NonNullable<Manifest['package-options']>;
export type ManifestModeRow = z.infer<typeof modeRow>;
