import type { ArtifactRequest } from '../artifacts/request.ts';
import { SpmError } from '../errors.ts';
import { urlsOf } from '../plan/package-of.ts';
import type { Planning } from '../plan/planning.ts';
import type { Target } from '../solve/index.ts';
import { lookUp } from './look-up.ts';

/**
 * The archive that the source of a package can be had as: of the best version, from the repository if one is named.
 * @throws SpmError `package-unknown`, `version-unknown`; `source-unknown` where the index names none
 */
export function sourceArchive(
  { catalogue, sources }: Pick<Planning, 'catalogue' | 'sources'>,
  { repository, ...target }: Target,
): ArtifactRequest {
  const carriers = lookUp(catalogue, target);
  const found = carriers.find(
    (one) => repository === undefined || catalogue.repositoryOf(one) === repository,
  );
  const from = found === undefined ? undefined : catalogue.repositoryOf(found);
  const archive = found === undefined ? undefined : catalogue.detailsOf(found).sourceArchive;
  if (archive !== undefined && from !== undefined) {
    const { url, size, sha256 } = archive;
    return { subject: target.name, urls: urlsOf(url, sources.urlsOf(from)), size, sha256 };
  }
  throw new SpmError(
    'source-unknown',
    `${from ?? repository ?? 'no repository'} names no source of ${target.name}`,
    {
      subject: target.name,
      hint: `spm info ${target.name}`,
    },
  );
}
