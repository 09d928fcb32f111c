import fs from 'node:fs';
import path from 'node:path';

import { errnoOf, systemError } from '../errors.ts';
import { idOf, partsOf, type PackageId } from '../package/package.ts';

/** Where mpkg keeps the plain lists of files, a directory per group (`docs/formats/mpkg-state.md`). */
const LISTS = 'var/lib/mpkg/groups';
const SUFFIX = '.list';

/** The files and links of a package from the root, as byte strings; none for a package without files. */
export function filesOf(root: string, id: PackageId): string[] {
  const { prefix, lines } = listOf(root, id);
  return lines.map((line) => prefix + line);
}

/** Whether mpkg knows the package: a person may have had it remove one. */
export function isDeployed(root: string, id: PackageId): boolean {
  const { group, name } = partsOf(id);
  return fs.existsSync(path.join(root, LISTS, group, name + SUFFIX));
}

/** Where the paths of a package's pac begin in the tree: empty, or a directory and a slash. */
export function prefixOf(root: string, id: PackageId): string {
  return listOf(root, id).prefix;
}

function listOf(root: string, id: PackageId): { readonly prefix: string; readonly lines: readonly string[] } {
  const { group, name } = partsOf(id);
  const [first = '', ...others] = textOf(path.join(root, LISTS, group, name + SUFFIX))
    .split('\n')
    .slice(0, -1);
  if (first.endsWith('/')) return { prefix: first, lines: others };
  return { prefix: '', lines: first === '' ? [] : [first, ...others] };
}

/** What mpkg has deployed. */
export function deployedIds(root: string): PackageId[] {
  return namesIn(path.join(root, LISTS)).flatMap((group) =>
    namesIn(path.join(root, LISTS, group))
      .filter((name) => name.endsWith(SUFFIX))
      .map((name) => idOf({ group, name: name.slice(0, -SUFFIX.length) })),
  );
}

function namesIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw systemError(error, directory);
  }
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return '';
    throw systemError(error, file);
  }
}
