import fs from 'node:fs';
import { fsPath, type Bytes } from '../bytes.ts';
import { lookAt } from './look.ts';
import { isWithin, nameOf, parentOf } from './paths.ts';

const DIRECTORY = fs.constants.O_RDONLY | fs.constants.O_DIRECTORY | fs.constants.O_NOFOLLOW;

interface OpenDirectory {
  readonly path: string;
  readonly descriptor: number;
  readonly prefix: string;
}

/**
 * Reaches directories of a tree by descriptors, each opened inside the one above it and never through a link, so that nobody
 * who swaps a directory for a link meanwhile can redirect a change. The chain to the directory used last stays open: changes
 * sorted by directory open each once. Without /proc, paths are used as they are.
 */
export class OpenDirectories {
  readonly #root: string;
  readonly #chain: OpenDirectory[] = [];
  readonly #byDescriptor: boolean;

  /** `root` is absolute: where the tree's paths start. */
  constructor(root: string) {
    this.#root = root;
    this.#byDescriptor = lookAt('/proc/self/fd') !== undefined;
  }

  /** `path` in a form for system calls, reached through its directory. */
  reach(path: string): Bytes {
    return `${this.open(parentOf(path))}/${nameOf(path)}` as Bytes;
  }

  /** The prefix `P` under which system calls reach the names of a directory, as `P/name`. */
  open(directory: string): string {
    while (this.#chain.length > 1 && !isWithin(directory, this.#last.path)) this.#closeLast();
    if (this.#chain.length === 0) this.#push('', this.#root === '' ? '/' : this.#root);
    while (this.#last.path !== directory) {
      const { path, prefix } = this.#last;
      const start = path === '' ? 0 : path.length + 1;
      const end = directory.indexOf('/', start);
      const next = end < 0 ? directory : directory.slice(0, end);
      this.#push(next, `${prefix}/${next.slice(start)}`);
    }
    return this.#last.prefix;
  }

  /** Time of the last change to the directory's names, in ms. */
  modifiedAt(directory: string): number {
    this.open(directory);
    return fs.fstatSync(this.#last.descriptor).mtimeMs;
  }

  close(): void {
    while (this.#chain.length > 0) this.#closeLast();
  }

  get #last(): OpenDirectory {
    return this.#chain[this.#chain.length - 1] as OpenDirectory;
  }

  #push(path: string, location: string): void {
    const descriptor = fs.openSync(fsPath(location), DIRECTORY);
    const prefix = this.#byDescriptor ? `/proc/self/fd/${descriptor}` : location.replace(/^\/$/, '');
    this.#chain.push({ path, descriptor, prefix });
  }

  #closeLast(): void {
    const last = this.#chain.pop();
    if (last !== undefined) fs.closeSync(last.descriptor);
  }
}
