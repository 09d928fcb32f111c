import type { FileMemory } from './file-memory.ts';
import { unsealLine } from './sealed.ts';

/** Lines of text in a file, each sealed, so that one is read without reading others. */
export class LineColumn {
  readonly #memory: FileMemory;
  readonly #offset: number;
  readonly #starts: Uint32Array;

  /** @param starts where each line begins, counted from `offset`, and where the last one ends. */
  constructor(memory: FileMemory, offset: number, starts: Uint32Array) {
    this.#memory = memory;
    this.#offset = offset;
    this.#starts = starts;
  }

  /** Undefined when it is damaged. */
  line(index: number): string | undefined {
    const starts = this.#starts;
    const from = starts[index] as number;
    const length = (starts[index + 1] as number) - from;
    const memory = this.#memory;
    const at = memory.bringAhead(this.#offset + from, length);
    return at < 0 ? undefined : unsealLine(memory.window, at, length);
  }
}
