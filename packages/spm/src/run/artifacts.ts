import type { Attributes, PackageWithFiles } from '../package/package.ts';

/** A package ready to be deployed: a verified pac on the disk, and everything that the pac does not say. */
export interface Delivery {
  /** The pac's path. */
  readonly pac: string;
  /** Of the pac, hexadecimal: that of the artifact, or of what it was converted to. */
  readonly sha256: string;
  /** Every byte of the pac was hashed when this run wrote it. */
  readonly isVerified?: boolean;
  readonly attributes: Attributes;
}

/** Where pacs come from: the cache, the network, a conversion. */
export interface Artifacts {
  /** The packages' pacs in the order given; while one is deployed the next ones are fetched. */
  deliver(packages: readonly PackageWithFiles[], signal?: AbortSignal): AsyncIterable<Delivery>;
  /** What lies here already; undefined when it would have to be fetched. */
  find(wanted: PackageWithFiles): Promise<Delivery | undefined>;
}
