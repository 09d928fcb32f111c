import { z } from 'zod';

const words = (text: string) => z.array(z.string().min(1)).describe(text);

const repository = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9+._-]{0,63}$/, 'a name is letters, digits and + - . _')
      .describe('The name under which commands and messages speak of it.'),
    kind: z.enum(['index', 'debian']).default('index').describe('The format of the repository.'),
    urls: z
      .array(z.url({ protocol: /^(https?|file)$/, error: 'a URL starts with https://, http:// or file://' }))
      .min(1)
      .describe('Where it is published, best first: every further URL is a mirror of the first.'),
    suites: words('Debian: suites such as "bookworm"; one that ends with / is flat.').optional(),
    components: words('Debian: components such as "main".').optional(),
    architectures: words('Architectures to read; by default the preferred and the foreign ones.').optional(),
    trust: words('Identities of publishers that are accepted; by default the first one seen.').optional(),
    keyring: z
      .string()
      .min(1)
      .describe('OpenPGP keyring of which one key must have signed the index.')
      .optional(),
  })
  .describe('A source of packages.');

const network = z
  .strictObject({
    ca: z.string().min(1).describe('PEM file of authorities trusted besides the built-in ones.').optional(),
    timeout: z
      .number()
      .positive()
      .max(3600)
      .describe('Seconds of silence after which a server is given up.')
      .optional(),
    retries: z.int().min(0).max(20).describe('Further attempts at a server that fails.').optional(),
    parallel: z.int().min(1).max(64).describe('Transfers at a time.').optional(),
    offline: z.boolean().describe('Never touch the network.').optional(),
    'auth-warn': z.boolean().describe('Warn of servers that TLS does not authenticate.').optional(),
    'max-index-bytes': z
      .int()
      .positive()
      .describe('The longest index file that is accepted, bytes.')
      .optional(),
  })
  .describe('How servers are spoken to.');

/** The schema of `config.json`; every key may be left out. Loading this loads zod: keep it off start-up paths. */
export const configSchema = z
  .strictObject({
    $schema: z.string().describe('For editors: the URL of this schema.').optional(),
    arch: z.string().min(1).describe('The preferred architecture; another program may set it.').optional(),
    'foreign-archs': words('Further architectures whose packages may be installed.').optional(),
    recommends: z.boolean().describe('Install what packages recommend.').optional(),
    repositories: z.array(repository).describe('Sources of packages, best first.').optional(),
    network: network.optional(),
  })
  .describe('The configuration of spm.');

/** A valid configuration file. */
export type Config = z.infer<typeof configSchema>;
export type RepositoryEntry = z.infer<typeof repository>;

/** The JSON Schema that editors read. */
export function configJsonSchema(): object {
  return z.toJSONSchema(configSchema, { io: 'input' });
}
