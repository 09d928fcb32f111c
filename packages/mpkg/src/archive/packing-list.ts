import type { Bytes } from '../bytes.ts';
import { join, parentOf } from '../tree/paths.ts';

/** What one line of a packing list asks for. */
export interface ListedEntry {
  /** From 1. */
  readonly line: number;
  readonly isDirectory: boolean;
  /** In the archive. */
  readonly path: Bytes;
  /** Where a leaf is read when that is not its path. */
  readonly source: Bytes | undefined;
}

/** Says why a line is wrong, by throwing. */
export type FailLine = (line: number, reason: string) => never;

/**
 * Reads a packing list, whose lines are the entries in packing order:
 * - `> PATH` opens a directory, given from the archive's root; before the first, entries belong to the root
 * - `NAME` is a file or link in the open directory
 * - `NAME`, a tab, `SOURCE` takes it from another place
 *
 * A `./` before a name is dropped, so that a name may begin with `> `. Empty lines mean nothing.
 */
export function parsePackingList(text: Bytes, fail: FailLine): ListedEntry[] {
  const entries: ListedEntry[] = [];
  let directory = '' as Bytes;
  for (const [position, content] of text.split('\n').entries()) {
    const line = position + 1;
    if (content === '') continue;
    if (content.startsWith('> ')) {
      const path = content.slice(2) as Bytes;
      if (parentOf(path) !== '' && !isOpen(parentOf(path), directory)) {
        fail(
          line,
          'its parent directory is not open: give the parent a line of its own, with what is in it next',
        );
      }
      directory = path;
      entries.push({ line, isDirectory: true, path, source: undefined });
    } else {
      const [name = '', source, ...rest] = content.replace(/^\.\//, '').split('\t');
      if (rest.length > 0 || source === '') fail(line, 'a line is NAME, or NAME, one tab and SOURCE');
      if (name.includes('/')) fail(line, 'a name has no slash; open its directory with a line "> DIRECTORY"');
      entries.push({
        line,
        isDirectory: false,
        path: join(directory, name),
        source: source as Bytes | undefined,
      });
    }
  }
  return entries;
}

/** Whether `path` is the open directory or one above it. */
function isOpen(path: string, open: string): boolean {
  return open === path || open.startsWith(`${path}/`);
}
