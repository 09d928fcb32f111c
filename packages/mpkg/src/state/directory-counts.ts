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

/**
 * How many packages hold each directory that was made for a package. Directories that were there before are not counted, so
 * nothing ever removes them. A system may have tens of thousands: the text, sorted by path, is searched and patched as it is.
 */
export class DirectoryCounts {
  readonly #text: Bytes;
  /** The place of each directory that changed in the columns below: an object for each would take more than its path. */
  readonly #changes = new Map<Bytes, number>();
  readonly #counts: number[] = [];
  /** Where its line is in the text as it was read, or would be. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Where the line found last ends. */
  #latest = 0;

  /** @throws MpkgError `state-malformed`, here or at a line that is looked at */
  constructor(text: Bytes) {
    if (text !== '' && !text.endsWith('\n')) throw malformed('its last line is cut short');
    this.#text = text;
  }

  /** The text with all changes; directories that nothing holds any more are left out. */
  format(): Bytes {
    const parts: string[] = [];
    let done = 0;
    for (const path of [...this.#changes.keys()].sort()) {
      const at = this.#changes.get(path) as number;
      const count = this.#counts[at] as number;
      parts.push(this.#text.slice(done, this.#starts[at]), count > 0 ? `${count} ${path}\n` : '');
      done = this.#ends[at] as number;
    }
    parts.push(this.#text.slice(done));
    return parts.join('') as Bytes;
  }

  get changed(): boolean {
    return this.#changes.size > 0;
  }

  /** Whether the directory was made for a package. */
  has(path: Bytes): boolean {
    return this.#changes.has(path) || this.#find(path).count !== undefined;
  }

  count(path: Bytes): number {
    const at = this.#changes.get(path);
    return at === undefined ? (this.#find(path).count ?? 0) : (this.#counts[at] as number);
  }

  /** One package more holds the directory, which is made for it when it is not known yet. */
  hold(path: Bytes): void {
    const at = this.#changes.get(path);
    if (at !== undefined) return void (this.#counts[at] as number)++;
    const line = this.#find(path);
    this.#change(path, line, (line.count ?? 0) + 1);
  }

  /**
   * One package less. The directory stays known, with no holder, until the end of the transaction.
   * @returns whether there was one
   */
  release(path: Bytes): boolean {
    const at = this.#changes.get(path);
    if (at !== undefined) return (this.#counts[at] as number) > 0 && (this.#counts[at] as number)-- > 0;
    const line = this.#find(path);
    if (line.count === undefined) return false;
    this.#change(path, line, line.count - 1);
    return true;
  }

  /** The directories that lost their last holder. */
  abandoned(): Bytes[] {
    return [...this.#changes].filter(([, at]) => this.#counts[at] === 0).map(([path]) => path);
  }

  #change(path: Bytes, { start, end }: Line, count: number): void {
    this.#changes.set(path, this.#counts.length);
    this.#counts.push(count);
    this.#starts.push(start);
    this.#ends.push(end);
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

const COUNTED = 'var/lib/mpkg/directories';

/** The list of counted directories is not what the records say. */
export function malformed(reason: string): MpkgError {
  return new MpkgError('state-malformed', `${COUNTED} is damaged: ${reason}`, {
    subject: COUNTED,
    hint: 'mpkg --recover',
  });
}
