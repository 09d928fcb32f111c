import type { PacIndex } from '../pac/pac-index.ts';
import type { ContentWindow } from './content-window.ts';

/** Walks through the contents of an archive from front to back, at the reader's pace. */
export class ContentCursor {
  readonly #index: PacIndex;
  readonly #window: ContentWindow;
  /** The leaf that is being read or comes next, and where its content ends. */
  #entry = 0;
  #end = 0;
  /** Bytes of content before the window. */
  #done = 0;

  /** The window stands at the first content byte. */
  constructor(index: PacIndex, window: ContentWindow) {
    this.#index = index;
    this.#window = window;
  }

  /** Bytes that can be taken without waiting. */
  get available(): number {
    return this.#window.available;
  }

  /** Passes over everything up to the content of an entry further on; `index.length` stands for the end. */
  async seek(entry: number): Promise<void> {
    for (; this.#entry < entry; this.#entry++) this.#end += this.#index.size(this.#entry);
    await this.#window.skip(this.#end - this.#done);
    this.#done = this.#end;
  }

  /** Waits until something is available, and tells how much. */
  async fill(): Promise<number> {
    await this.#window.fill(1);
    return this.#window.available;
  }

  /** Takes that many available bytes from both; tells whether they are the same. */
  takesSame(other: ContentCursor, bytes: number): boolean {
    this.#done += bytes;
    other.#done += bytes;
    return this.#window.takesSame(other.#window, bytes);
  }
}
