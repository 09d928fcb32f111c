import type { Bytes } from '../bytes.ts';
import { join } from '../tree/paths.ts';
import type { EntryAction, PlannedEntry } from './planned-entries.ts';

/**
 * The places that a package's own entries take. Two entries can only meet where a link leads from one directory of the package
 * into another, so nothing is remembered before the first link.
 */
export class Claims {
  readonly #entries: Iterable<PlannedEntry>;
  #kinds: Map<Bytes, 'directory' | 'leaf'> | undefined;

  /** `entries` is what is planned so far, also later on. */
  constructor(entries: Iterable<PlannedEntry>) {
    this.#entries = entries;
  }

  /** From now on entries may meet. */
  begin(): void {
    if (this.#kinds !== undefined) return;
    this.#kinds = new Map();
    for (const { directory, name, action } of this.#entries) this.add(directory, name, action);
  }

  add(directory: Bytes, name: Bytes, action: EntryAction): void {
    this.#kinds?.set(join(directory, name), action === 'make' ? 'directory' : 'leaf');
  }

  /** What an entry before has planned there. */
  at(directory: Bytes, name: Bytes): 'directory' | 'leaf' | undefined {
    return this.#kinds === undefined ? undefined : this.#kinds.get(join(directory, name));
  }

  /** Whether a leaf is planned at a path or above it. */
  isBehindLeaf(path: Bytes): boolean {
    const names = path.split('/');
    return names.some((_, at) => this.#kinds?.get(names.slice(0, at + 1).join('/') as Bytes) === 'leaf');
  }
}
