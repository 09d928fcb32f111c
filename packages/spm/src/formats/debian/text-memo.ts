import { ByteTable } from '../../catalogue/columns/byte-table.ts';

/** Strings for bytes that come again and again: each is made once. */
export class TextMemo {
  readonly #make: (text: string) => string;
  readonly #table = new ByteTable();
  readonly #texts: (string | undefined)[] = [];

  /** @param make what to keep for a new text; where it throws, the text counts as new the next time too. */
  constructor(make: (text: string) => string = (text) => text) {
    this.#make = make;
  }

  /** What was made of the UTF-8. Throws what `make` throws. */
  at(bytes: Buffer, start: number, end: number): string {
    const number = this.#table.intern(bytes, start, end);
    const known = this.#texts[number];
    if (known !== undefined) return known;
    const made = this.#make(bytes.toString('utf8', start, end));
    this.#texts[number] = made;
    return made;
  }
}
