import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The URL of a repository that was given as a URL, or as a path relative to `cwd`. That of a folder ends with a slash: the path has
 * one, or a folder is there.
 */
export function locationUrl(location: string, cwd: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return location;
  const path = resolve(cwd, location);
  const { href } = pathToFileURL(path);
  const isFolder =
    location.endsWith('/') || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder && !href.endsWith('/') ? `${href}/` : href;
}
