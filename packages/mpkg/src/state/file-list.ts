import { textOfBytes, type Bytes } from '../bytes.ts';
import { join } from '../tree/paths.ts';
import { damaged } from './record.ts';

/** The files of a package as its list states them. */
export interface FileList {
  /** Where the group puts its packages, from the root of the tree; empty for the root itself. */
  readonly prefix: Bytes;
  /** From the prefix, in archive order. */
  readonly paths: readonly Bytes[];
}

/** The text of a list: `prefix/` on the first line when there is one, then a path a line. */
export function formatFileList({ prefix, paths }: FileList): Bytes {
  const lines = prefix === '' ? paths : [`${prefix}/`, ...paths];
  return lines.map((line) => `${line}\n`).join('') as Bytes;
}

/** @throws MpkgError `state-malformed` when the text is not what `formatFileList` writes; `file` is for its message. */
export function parseFileList(text: string, file: string): FileList {
  const lines = text.split('\n') as Bytes[];
  if (lines.pop() !== '') throw damaged(file, 'its last line is cut short');
  const hasPrefix = lines[0]?.endsWith('/') ?? false;
  const prefix = (hasPrefix ? lines.shift()?.slice(0, -1) : '') as Bytes;
  const wrong = lines.find((line) => line === '' || line.startsWith('/') || line.endsWith('/'));
  if (wrong !== undefined) throw damaged(file, `"${textOfBytes(wrong)}" is not a path of a file`);
  return { prefix, paths: lines };
}

/** The paths from the root of the tree. */
export function fullPaths({ prefix, paths }: FileList): Bytes[] {
  return paths.map((path) => join(prefix, path));
}
