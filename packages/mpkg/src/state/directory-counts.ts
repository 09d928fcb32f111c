import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';

/** A line `COUNT PATH` of the text, or where it would be. */
interface Line {
  readonly start: number;
  /** Behind its newline; `start` when there is no such line. */
  readonly end: number;
  readonly count: number | undefined;
}

/** A line whose count is not read yet. */
interface Unread {
  readonly start: number;
  /** Where its count ends. */
  readonly blank: number;
  readonly end: number;
  readonly path: string;
}

interface Change {
  /** In the text as it was read. */
  readonly line: Line;
  count: number;
}

/**
 * How many packages hold each directory that was made for a package. Directories that were there before are not counted, so
 * nothing ever removes them. A system may have tens of thousands: the text, sorted by path, is searched and patched as it is.
 */
export class DirectoryCounts {
  readonly #text: Bytes;
  readonly #changes = new Map<Bytes, Change>();
  /** Where the line found last ends. */
  #latest = 0;

  /** @throws MpkgError `state-malformed`, here or at a line that is looked at */
  constructor(text: Bytes) {
    if (text !== '' && !text.endsWith('\n')) throw malformed('its last line is cut short');
    this.#text = text;
  }

  /** The text with all changes; directories that nothing holds any more are left out. */
  format(): Bytes {
    let text = '';
    let done = 0;
    for (const [path, { count, line }] of [...this.#changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const { start, end } = line;
      text += this.#text.slice(done, start) + (count > 0 ? `${count} ${path}\n` : '');
      done = end;
    }
    return (text + this.#text.slice(done)) as Bytes;
  }

  get changed(): boolean {
    return this.#changes.size > 0;
  }

  /** Whether the directory was made for a package. */
  has(path: Bytes): boolean {
    return this.#changes.has(path) || this.#find(path).count !== undefined;
  }

  count(path: Bytes): number {
    return this.#changes.get(path)?.count ?? this.#find(path).count ?? 0;
  }

  /** One package more holds the directory, which is made for it when it is not known yet. */
  hold(path: Bytes): void {
    const change = this.#changes.get(path);
    if (change !== undefined) return void change.count++;
    const line = this.#find(path);
    this.#changes.set(path, { line, count: (line.count ?? 0) + 1 });
  }

  /**
   * One package less. The directory stays known, with no holder, until the end of the transaction.
   * @returns whether there was one
   */
  release(path: Bytes): boolean {
    const change = this.#changes.get(path);
    if (change !== undefined) return change.count > 0 && change.count-- > 0;
    const line = this.#find(path);
    if (line.count === undefined) return false;
    this.#changes.set(path, { line, count: line.count - 1 });
    return true;
  }

  /** The directories that lost their last holder. */
  abandoned(): Bytes[] {
    return [...this.#changes].filter(([, { count }]) => count === 0).map(([path]) => path);
  }

  /** The line after the one found last, as paths are asked for in their order; otherwise a binary search among the lines. */
  #find(path: Bytes): Line {
    const next = this.#lineAt(this.#latest);
    if (next?.path === path) return this.#found(next);
    const text = this.#text;
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const line = this.#lineAt(middle === 0 ? 0 : text.lastIndexOf('\n', middle - 1) + 1) as Unread;
      if (line.path === path) return this.#found(line);
      if (line.path < path) low = line.end;
      else high = line.start;
    }
    return { start: low, end: low, count: undefined };
  }

  #lineAt(start: number): Unread | undefined {
    const end = this.#text.indexOf('\n', start) + 1;
    if (end === 0) return undefined;
    const blank = this.#text.indexOf(' ', start);
    return { start, blank, end, path: this.#text.slice(blank + 1, end - 1) };
  }

  #found({ start, blank, end }: Unread): Line {
    this.#latest = end;
    return { start, end, count: countOf(this.#text.slice(start, blank)) };
  }
}

function countOf(digits: string): number {
  if (/^[1-9]\d*$/.test(digits)) return Number(digits);
  throw malformed(`"${textOfBytes(digits)}" is not a count`);
}

function malformed(reason: string): MpkgError {
  return new MpkgError('state-malformed', `the list of directories is damaged: ${reason}`);
}
