import fs from 'node:fs';
import path from 'node:path';
import { createPac, packList } from '@mpkg/mpkg';

import type { ArtifactCache } from '../artifacts/cache.ts';
import { digestOfFile } from '../artifacts/digest.ts';
import { SpmError, systemError } from '../errors.ts';
import { convert } from '../foreign/convert.ts';
import { convertLayoutArchive, convertLayoutDirectory } from '../layout/convert-layout-source.ts';
import { packageOfLayout } from '../layout/package-of-layout.ts';
import { NO_VERSION, packageOfBuild, packageOfForeign } from '../plan/local.ts';
import type { Package } from '../package/package.ts';

/** Where a build lies: a directory that holds what goes below the root, or a packing list. */
export interface BuildSource {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly source: string;
}

/**
 * Packs a build of the user's own into the cache, so that it can be installed and undone like any other package.
 * @throws SpmError `file-not-found`, `request-invalid`; MpkgError for what cannot be packed
 */
export async function packBuild(cache: ArtifactCache, build: BuildSource): Promise<Package> {
  const { name, version, architecture, source } = build;
  const status = fs.statSync(source, { throwIfNoEntry: false });
  if (status === undefined)
    throw new SpmError('file-not-found', `${source}: no such file`, { subject: source });
  using temporary = cache.temporary();
  const file = temporary.path;
  const { sha256, bytes, modes } = status.isDirectory()
    ? await createPac(file, source)
    : await packList(file, source);
  cache.adopt(file, sha256);
  return packageOfBuild({ name, version, architecture, sha256, size: bytes, modes });
}

/**
 * Takes a file into the cache as a package: a pac as it is, called by its name; anything else converted. A directory has to be of
 * the `name-platform-version` layout.
 * @throws SpmError `file-not-found`, `package-kind-unknown`, `package-malformed` and the like
 */
export async function importFile(cache: ArtifactCache, file: string, native: string): Promise<Package> {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  if (status?.isDirectory() === true) {
    return packageOfLayout((await convertLayoutDirectory(cache, file)).entry);
  }
  if (status?.isFile() !== true)
    throw new SpmError('file-not-found', `${file}: no such file`, { subject: file });
  const name = path.basename(file);
  const sha256 = await digestOfFile(file);
  const size = status.size;
  adoptCopy(cache, file, sha256);
  const pac = /^(.+?)(?:[-_](\d[^-_]*))?\.pac(\.\w+)?$/.exec(name);
  if (pac === null) {
    const converted = await convert(cache, { path: file, sha256, name });
    const layout = await convertLayoutArchive(cache, name, converted.pac);
    return layout === undefined
      ? packageOfForeign({ name, sha256, size }, converted, native)
      : packageOfLayout(layout.entry);
  }
  const [, stem = name, version = NO_VERSION] = pac;
  return packageOfBuild({ name: stem, version, architecture: native, sha256, size, modes: new Map() });
}

/** The user's own file stays where it is. */
function adoptCopy(cache: ArtifactCache, file: string, sha256: string): void {
  using temporary = cache.temporary();
  const copy = temporary.path;
  try {
    fs.copyFileSync(file, copy, fs.constants.COPYFILE_FICLONE);
  } catch (error) {
    throw systemError(error, file);
  }
  cache.adopt(copy, sha256);
}
