export type KindName = 'index' | 'debian';

/** A ranked source of packages, as configured, with every default filled in. */
export interface Repository {
  /** As the user calls it; also the name of its folder in the store. */
  readonly name: string;
  readonly kind: KindName;
  /** Where it is published, best first; each serves the same files. */
  readonly urls: readonly URL[];
  /** Debian: `bookworm`, or `./` for a flat repository. Empty for a single file or for apt's lists. */
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** As the machine names them: `amd64`, `i686`. */
  readonly architectures: readonly string[];
  /** Identities that the user accepted; when empty, the first one seen is kept. */
  readonly trust: readonly string[];
  /** A keyring of which one key must have signed what is published. */
  readonly keyring: string | undefined;
}
