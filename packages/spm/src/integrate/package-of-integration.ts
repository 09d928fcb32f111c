import { LOCAL_REPOSITORY } from '../plan/local.ts';
import { DEFAULT_GROUP, NO_ATTRIBUTES, type Package, type PackageId } from '../package/package.ts';
import { integrationId } from '../package/integration-id.ts';
import type { PackedFiles } from './pack-files.ts';

/** The package that integrates the installed package `of`. It needs that one, so it cannot stay behind alone. */
export function packageOfIntegration(id: PackageId, of: Package, { bytes, sha256 }: PackedFiles): Package {
  const name = integrationId(id);
  return {
    name,
    group: DEFAULT_GROUP,
    version: of.version,
    architecture: of.architecture,
    repository: LOCAL_REPOSITORY,
    kind: 'package',
    summary: `what integrates ${id} into the system`,
    relations: { ...of.relations, depends: [of.name], conflicts: [], provides: [] },
    artifact: { kind: 'pac', name: `${name}-${of.version}.pac`, urls: [], sha256, size: bytes.length },
    pac: sha256,
    attributes: NO_ATTRIBUTES,
    installedBytes: bytes.length,
  };
}
