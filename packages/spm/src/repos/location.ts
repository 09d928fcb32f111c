import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The URL of a repository that was given as a URL, or as a path relative to `cwd`. A trailing slash is kept: it means a folder. */
export function locationUrl(location: string, cwd: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return location;
  const { href } = pathToFileURL(resolve(cwd, location));
  return location.endsWith('/') ? `${href}/` : href;
}
