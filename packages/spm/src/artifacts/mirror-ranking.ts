import type { SpmError, SpmErrorCode } from '../errors.ts';

/** Failures that say something of one file only. */
const OF_ONE_FILE: ReadonlySet<SpmErrorCode> = new Set(['not-published']);

/** Remembers for one run which servers failed, so that a dead one costs its timeout once and not for every file. */
export class MirrorRanking {
  readonly #failed = new Set<string>();

  /** The same URLs: those of servers that failed come last, otherwise in their own order. */
  order(urls: readonly string[]): readonly URL[] {
    const parsed = urls.map((url) => new URL(url));
    const hasFailed = (url: URL): boolean => this.#failed.has(url.host);
    return [...parsed.filter((url) => !hasFailed(url)), ...parsed.filter(hasFailed)];
  }

  failed(url: URL, error: SpmError): void {
    if (!OF_ONE_FILE.has(error.code)) this.#failed.add(url.host);
  }
}
