import path from 'node:path';

import { createPac } from '@mpkg/mpkg';

import type { ArtifactCache } from '../artifacts/cache.ts';
import { SpmError } from '../errors.ts';
import { convertLayout, type ConvertedLayout } from './convert-layout.ts';
import { parseLayoutName } from './layout-name.ts';
import { DIRECTORIES } from './members.ts';

/**
 * Converts a directory of the `name-platform-version` layout.
 * @throws SpmError `package-kind-unknown` for a directory that is none; as `convertLayout`; MpkgError for what cannot be packed
 */
export async function convertLayoutDirectory(
  cache: ArtifactCache,
  directory: string,
): Promise<ConvertedLayout> {
  const base = path.basename(directory);
  const name = parseLayoutName(base);
  if (name === undefined) throw noLayout(directory, 'is not called NAME-PLATFORM-VERSION');
  using packed = cache.temporary();
  await createPac(packed.path, directory);
  const converted = await convertLayout(cache, packed.path, name);
  if (converted === undefined)
    throw noLayout(directory, `has more than ${DIRECTORIES.join(', ')} and a licence`);
  return converted;
}

/**
 * Converts what an archive was converted to, when the archive's name and content are those of the layout.
 * @param pac uncompressed
 * @returns undefined for any other archive
 */
export async function convertLayoutArchive(
  cache: ArtifactCache,
  archive: string,
  pac: string,
): Promise<ConvertedLayout | undefined> {
  const name = parseLayoutName(archive);
  return name && convertLayout(cache, pac, name);
}

function noLayout(directory: string, why: string): SpmError {
  return new SpmError('package-kind-unknown', `${directory} is no package: it ${why}`, {
    subject: directory,
    hint: `spm register NAME VERSION ${directory}`,
  });
}
