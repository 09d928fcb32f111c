import { MpkgError } from '../errors.ts';
import type { Bytes } from '../bytes.ts';

/**
 * How many packages hold each directory that was made for a package. Directories that were there before are not counted, so
 * nothing ever removes them.
 */
export class DirectoryCounts {
  readonly #counts: Map<Bytes, number>;
  #changed = false;

  constructor(counts: Iterable<readonly [Bytes, number]> = []) {
    this.#counts = new Map(counts);
  }

  /** Lines `COUNT PATH`. @throws MpkgError `state-malformed` */
  static parse(text: string): DirectoryCounts {
    return new DirectoryCounts(
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => {
          const match = /^([1-9]\d*) (.+)$/s.exec(line);
          if (match === null) throw new MpkgError('state-malformed', `directories: not a count: "${line}"`);
          return [match[2] as Bytes, Number(match[1])] as const;
        }),
    );
  }

  /** Sorted by path; directories that nothing holds any more are left out. */
  format(): Bytes {
    const held = [...this.#counts].filter(([, count]) => count > 0);
    return held
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, count]) => `${count} ${path}\n`)
      .join('') as Bytes;
  }

  get changed(): boolean {
    return this.#changed;
  }

  /** Whether the directory was made for a package. */
  has(path: Bytes): boolean {
    return this.#counts.has(path);
  }

  count(path: Bytes): number {
    return this.#counts.get(path) ?? 0;
  }

  /** One package more holds the directory, which is made for it when it is not known yet. */
  hold(path: Bytes): void {
    this.#counts.set(path, this.count(path) + 1);
    this.#changed = true;
  }

  /** One package less. The directory stays known, with no holder, until the end of the transaction. */
  release(path: Bytes): void {
    if (!this.has(path)) return;
    this.#counts.set(path, Math.max(0, this.count(path) - 1));
    this.#changed = true;
  }

  /** The directories that lost their last holder. */
  abandoned(): Bytes[] {
    return [...this.#counts].filter(([, count]) => count === 0).map(([path]) => path);
  }
}
