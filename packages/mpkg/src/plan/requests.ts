import type { ModesTable } from '../archive/modes.ts';
import type { Bytes } from '../bytes.ts';

/** What to deploy, and how. */
export interface DeployRequest {
  /** A file, or the name of a package to find in the group's directories. */
  readonly pac: string;
  /** The package's name; from the file's name when absent. */
  readonly name?: string | undefined;
  readonly group?: string | undefined;
  /** Instead of the group's own prefix, or of where the version is that is replaced. */
  readonly into?: string | undefined;
  /** Paths from the prefix to leave out, besides those of the group; when absent, those of the version that is replaced. */
  readonly skip?: readonly Bytes[] | undefined;
  /** What the file must hash to, in hexadecimal. */
  readonly sha256?: string | undefined;
  /** The caller has just hashed the file itself, so that is not done again. */
  readonly isVerified?: boolean | undefined;
  /** Owners, permissions and capabilities of entries, which an archive does not store. */
  readonly modes?: ModesTable | undefined;
  /** Paths from the prefix that are configuration; when absent, those of the version that is replaced. */
  readonly keep?: readonly Bytes[] | undefined;
  /** The package may be deployed already; what it had then is replaced. */
  readonly replace?: boolean | undefined;
  /** The archive is the one that is deployed: what it put there stays as it is, unread. */
  readonly carries?: boolean | undefined;
}

export interface RemoveRequest {
  readonly name: string;
  readonly group?: string | undefined;
}
