import type { Bytes } from '../bytes.ts';

/** `directory/name`; the root of a tree is the empty path. */
export function join(directory: string, name: string): Bytes {
  return (directory === '' ? name : name === '' ? directory : `${directory}/${name}`) as Bytes;
}

/** The path without its last name; the empty path for a name alone. */
export function parentOf(path: string): Bytes {
  return path.slice(0, Math.max(0, path.lastIndexOf('/'))) as Bytes;
}

export function nameOf(path: string): Bytes {
  return path.slice(path.lastIndexOf('/') + 1) as Bytes;
}

/** A path as people write it, relative to the root of its tree: no slashes at the ends or doubled, no `.`. */
export function normalise(path: string): Bytes {
  return path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/') as Bytes;
}

/** Whether `path` is `directory` or below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`);
}
