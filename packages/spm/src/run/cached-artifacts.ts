import { modesToJson } from '@mpkg/mpkg';

import type { ArtifactCache } from '../artifacts/cache.ts';
import { deliver, type DeliverOptions } from '../artifacts/deliver.ts';
import type { ArtifactRequest } from '../artifacts/request.ts';
import { convertAnew } from '../foreign/convert.ts';
import { findConversion } from '../foreign/conversions.ts';
import type { Converted } from '../foreign/converted.ts';
import { NO_ATTRIBUTES, type PackageWithFiles } from '../package/package.ts';
import type { Artifacts, Delivery } from './artifacts.ts';

export interface CachedArtifactsOptions extends Pick<
  DeliverOptions<Delivery>,
  'cache' | 'transport' | 'offline' | 'downloads' | 'preparations' | 'onEvent'
> {}

interface Request extends ArtifactRequest {
  readonly wanted: PackageWithFiles;
}

/** Pacs out of the cache, fetched into it when they are missing; foreign packages are converted on the way. */
export class CachedArtifacts implements Artifacts {
  readonly #options: CachedArtifactsOptions;

  constructor(options: CachedArtifactsOptions) {
    this.#options = options;
  }

  deliver(packages: readonly PackageWithFiles[], signal?: AbortSignal): AsyncIterable<Delivery> {
    const { cache, onEvent } = this.#options;
    return deliver(packages.map(requestOf), {
      ...this.#options,
      signal,
      prepared: ({ wanted }) => findPrepared(cache, wanted),
      prepare: async ({ path, isVerified }, { wanted }) => {
        const { kind, sha256, name } = wanted.artifact;
        if (kind === 'pac') return { ...pacDelivery(wanted, path), isVerified };
        const known = findConversion(cache, wanted.artifact);
        const converted = known ?? (await convertAnew(cache, { path, sha256, name }));
        for (const warning of converted.warnings) onEvent({ type: 'warning', warning });
        return { ...convertedDelivery(converted), isVerified: known === undefined };
      },
    });
  }

  /** Files that are used as they are: their paths in the cache, in the order given. */
  fetch(requests: readonly ArtifactRequest[], signal?: AbortSignal): AsyncIterable<string> {
    return deliver(requests, { ...this.#options, signal, prepare: async ({ path }) => path });
  }

  async find(wanted: PackageWithFiles): Promise<Delivery | undefined> {
    return findPrepared(this.#options.cache, wanted);
  }
}

function requestOf(wanted: PackageWithFiles): Request {
  const { name, installedBytes, artifact } = wanted;
  const { urls, sha256, size, kind } = artifact;
  const unpackedBytes = kind === 'foreign' ? installedBytes : 0;
  return { subject: name, urls, sha256, size, unpackedBytes, wanted };
}

/** What needs nothing more to be done. */
export function findPrepared(cache: ArtifactCache, wanted: PackageWithFiles): Delivery | undefined {
  const { artifact } = wanted;
  if (artifact.kind === 'foreign') {
    const converted = findConversion(cache, artifact);
    return converted && convertedDelivery(converted);
  }
  const path = cache.find(artifact);
  return path === undefined ? undefined : pacDelivery(wanted, path);
}

function pacDelivery({ artifact, attributes }: PackageWithFiles, pac: string): Delivery {
  return { pac, sha256: artifact.sha256, attributes: attributes ?? NO_ATTRIBUTES };
}

function convertedDelivery({ pac, sha256, modes, configPaths, scripts }: Converted): Delivery {
  return { pac, sha256, attributes: { config: configPaths, modes: modesToJson(modes), scripts } };
}
