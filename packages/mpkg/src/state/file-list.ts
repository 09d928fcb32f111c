import { textOfBytes, type Bytes } from '../bytes.ts';
import { Numbers } from '../numbers.ts';
import { join } from '../tree/paths.ts';
import type { Paths } from '../tree/leaves.ts';
import { damaged } from './record.ts';

/** The files of a package as its list states them. */
export interface FileList {
  /** Where the group puts its packages, from the root of the tree; empty for the root itself. */
  readonly prefix: Bytes;
  /** From the prefix, in archive order. */
  readonly paths: Paths;
}

/** Lines in one piece of text. */
const PIECE_LINES = 1024;

/** The text of a list, in pieces: `prefix/` on the first line when there is one, then a path a line. */
export function* formatFileList({ prefix, paths }: FileList): Generator<Bytes> {
  if (prefix !== '') yield `${prefix}/\n` as Bytes;
  for (let start = 0; start < paths.length; start += PIECE_LINES) {
    const end = Math.min(paths.length, start + PIECE_LINES);
    const lines: Bytes[] = [];
    for (let at = start; at < end; at++) lines.push(paths.at(at));
    yield `${lines.join('\n')}\n` as Bytes;
  }
}

/** @throws MpkgError `state-malformed` when the text is not what `formatFileList` writes; `file` is for its message. */
export function parseFileList(text: string, file: string): FileList {
  if (text !== '' && !text.endsWith('\n')) throw damaged(file, 'its last line is cut short');
  const firstEnd = text.indexOf('\n');
  const hasPrefix = firstEnd > 0 && text[firstEnd - 1] === '/';
  const prefix = (hasPrefix ? text.slice(0, firstEnd - 1) : '') as Bytes;
  const start = hasPrefix ? firstEnd + 1 : 0;
  const wrong = WRONG_LINE.exec(text.slice(start))?.[1];
  if (wrong !== undefined) throw damaged(file, `"${textOfBytes(wrong)}" is not a path of a file`);
  return { prefix, paths: text.length < FEW_BYTES ? linesOf(text.slice(start)) : new Lines(text, start) };
}

/** A line that is empty, or begins or ends with a slash. */
const WRONG_LINE = /^(|\/.*|.*\/)\n/m;
/** A string for each line of a list this long is quicker, and takes a few megabytes. */
const FEW_BYTES = 2 ** 20;

function linesOf(text: string): Paths {
  const lines = text.split('\n') as Bytes[];
  return { length: lines.length - 1, at: (place) => lines[place] as Bytes };
}

/** The paths of a list in its text: a string for each would take more than all of that. */
class Lines implements Paths {
  readonly #text: string;
  /** Where each begins; at last where the text ends. */
  readonly #starts = new Numbers();

  constructor(text: string, start: number) {
    this.#text = text;
    for (let at = start; at < text.length; at = text.indexOf('\n', at) + 1) this.#starts.push(at);
    this.#starts.push(text.length);
  }

  get length(): number {
    return this.#starts.length - 1;
  }

  at(place: number): Bytes {
    return this.#text.slice(this.#starts.at(place), this.#starts.at(place + 1) - 1) as Bytes;
  }
}

/** The paths from the root of the tree. */
export function fullPaths({ prefix, paths }: FileList): Bytes[] {
  return Array.from({ length: paths.length }, (_, at) => join(prefix, paths.at(at)));
}
