import { isBlank } from './characters.ts';

/** A place in a text that a parser moves forward. */
export class Cursor {
  readonly text: string;
  offset = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The code unit `ahead` of the cursor; `NaN` at and after the end. */
  peek(ahead = 0): number {
    return this.text.charCodeAt(this.offset + ahead);
  }

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  skipBlanks(): void {
    while (isBlank(this.peek())) this.offset++;
  }

  startsWith(token: string): boolean {
    return this.text.startsWith(token, this.offset);
  }

  /** Steps over `token` when it is next. */
  take(token: string): boolean {
    if (!this.startsWith(token)) return false;
    this.offset += token.length;
    return true;
  }

  /** Steps over the code units for which `accepts` holds, and returns them. */
  takeWhile(accepts: (code: number) => boolean): string {
    const start = this.offset;
    while (!this.atEnd && accepts(this.peek())) this.offset++;
    return this.text.slice(start, this.offset);
  }
}
