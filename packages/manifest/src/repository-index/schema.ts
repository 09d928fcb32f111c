/** The schemas of the lines of an index, published as JSON Schemas; `shapes.ts` checks the same without their cost. */
import * as z from 'zod';
import * as values from '../shape/values.ts';
import { integration } from './integration-schema.ts';
import { INDEX_FORMAT } from './types.ts';

const line = z.string().regex(values.LINE);
const text = z.string().min(1);
const name = z.string().regex(values.NAME);
const date = z.string().regex(values.DATE).meta({ description: 'UTC, like 2026-01-31T23:59:59Z.' });
const count = z.int().nonnegative();
const path = z.string().regex(values.PATH);
const account = z.string().regex(values.ACCOUNT);
const sha256 = z.string().regex(values.SHA256);
const architecture = z.string().regex(values.ARCHITECTURE);
const requirements = (description: string) => z.array(line).optional().meta({ description });

const trigger = z.strictObject({
  name,
  paths: z
    .array(z.string().regex(values.PATH_PREFIX))
    .min(1)
    .meta({ description: 'Prefixes of paths from the root.' }),
  command: z.tuple([z.string().regex(values.PROGRAM)], text),
  creates: z
    .array(path)
    .optional()
    .meta({ description: 'Files that the command makes; they go when the program goes.' }),
});

export const headSchema = z
  .strictObject({
    format: z.literal(INDEX_FORMAT),
    identity: line.meta({ description: 'Who publishes; the same in every edition.' }),
    serial: count.meta({ description: 'Grows with each edition.' }),
    date,
    expires: date.optional(),
    scheme: z.enum(['debian', 'semver']).meta({ description: 'How versions are written and ordered.' }),
    architectures: z.array(architecture),
    digest: z.literal('sha256'),
    packages: count.meta({ description: 'How many package versions follow.' }),
    triggers: z.array(trigger).optional(),
  })
  .meta({ title: 'First line of a repository index' });

export const tailSchema = z
  .strictObject({ end: z.literal(INDEX_FORMAT), packages: count, sha256 })
  .meta({ title: 'Last line of a repository index' });

const publishedFile = z.strictObject({
  url: line.meta({ description: 'Absolute, or relative to the index.' }),
  size: count.meta({ description: 'Bytes.' }),
  sha256,
});

const modeRow = z.strictObject({
  path,
  mode: z.string().regex(values.MODE).optional().meta({ description: 'Octal, like 4755.' }),
  owner: account.optional(),
  group: account.optional(),
  capabilities: line.optional().meta({ description: 'As setcap(8) takes them.' }),
});

const build = z.strictObject({
  source: line,
  commit: line.optional(),
  options: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])).optional(),
});

const common = {
  name,
  version: line,
  architecture,
  summary: line,
  description: text.optional(),
  licence: line.optional().meta({ description: 'An SPDX expression.' }),
  homepage: line.optional(),
  essential: z.boolean().optional().meta({ description: 'Removing it breaks the system.' }),
  group: name.optional().meta({ description: 'The group of mpkg that it is deployed into.' }),
  parallel: name
    .optional()
    .meta({ description: 'The series of which several may be installed side by side.' }),
  depends: requirements('All of these have to be installed.'),
  recommends: requirements('These are installed too unless the user declines.'),
  conflicts: requirements('None of these may be installed beside it.'),
  provides: requirements('Names it also answers to: `name` or `name =version`.'),
  replaces: requirements('Packages that this one succeeds.'),
  'installed-size': count.optional().meta({ description: 'Bytes.' }),
  config: z.array(path).optional().meta({ description: 'Configuration files, from the root of the pac.' }),
  modes: z.array(modeRow).optional(),
  files: z.array(path).optional().meta({ description: 'The paths in the pac.' }),
  build: build.optional(),
  integration: integration.optional().meta({ description: 'What `spm integrate` applies.' }),
  published: date.optional(),
};

export const entrySchema = z
  .union([
    z.strictObject({
      ...common,
      kind: z.literal('package').optional(),
      pac: publishedFile,
      source: publishedFile.optional().meta({ description: 'The archive that its source can be had as.' }),
    }),
    z.strictObject({ ...common, kind: z.literal('abstract'), standard: name.optional() }),
    z.strictObject({ ...common, kind: z.literal('group') }),
  ])
  .meta({ title: 'One package version in a repository index' });
