import { COLON, HASH, NEWLINE, SPACE, TAB, placeOf, skipBlanks, trimBlanks } from './bytes.ts';
import { fieldAt } from './fields.ts';
import type { IndexProblem } from './problem.ts';
import { Stanza } from './stanza.ts';

/** No package is described in so many bytes; what is longer is not an index. */
const MAX_STANZA_BYTES = 1024 * 1024;

const NONE = -1;

export interface StanzaSink {
  /** `stanza` is reused as soon as this returns. */
  stanza(stanza: Stanza): void;
  /** A paragraph that is no control data; it is passed over. */
  problem(problem: IndexProblem): void;
}

/**
 * Cuts a stream of bytes into stanzas, in chunks of any size, through one buffer that it reuses. Lines end in LF or CRLF,
 * paragraphs at a blank line; `#` begins a comment line.
 */
export class StanzaScanner {
  readonly #sink: StanzaSink;
  readonly #stanza = new Stanza();
  /** Its first `#pending` bytes are the beginning of a paragraph. */
  #buffer: Buffer = Buffer.alloc(0);
  #pending = 0;
  /** The line of the file at which the current paragraph begins. */
  #firstLine = 1;
  /** Of the current paragraph: lines read, fields seen, the field that a continuation belongs to, the first bad line. */
  #lines = 0;
  #fields = 0;
  #field = NONE;
  #badLine = NONE;

  constructor(sink: StanzaSink) {
    this.#sink = sink;
  }

  push(chunk: Uint8Array): void {
    const length = this.#pending + chunk.length;
    if (length > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(length * 2);
      this.#buffer.copy(larger, 0, 0, this.#pending);
      this.#buffer = larger;
    }
    this.#buffer.set(chunk, this.#pending);
    const rest = this.#scan(this.#buffer, length);
    this.#buffer.copyWithin(0, rest, length);
    this.#pending = length - rest;
    if (this.#pending > MAX_STANZA_BYTES) this.#dropPending();
  }

  /** The stream is over: the last paragraph needs no blank line. */
  end(): void {
    if (this.#pending > 0) this.push(Buffer.from('\n\n'));
  }

  #dropPending(): void {
    const message = `a paragraph of more than ${MAX_STANZA_BYTES} bytes`;
    this.#sink.problem({ line: this.#firstLine, subject: '', message });
    this.#firstLine += this.#lines;
    this.#pending = 0;
  }

  /** Emits every complete paragraph; returns where the incomplete one begins. */
  #scan(bytes: Buffer, length: number): number {
    let from = 0;
    for (;;) {
      const next = this.#scanParagraph(bytes, from, length);
      if (next === NONE) return from;
      this.#finishParagraph(bytes);
      from = next;
    }
  }

  /** Reads the paragraph at `from`; returns the place after its blank line, or NONE when the bytes end before that. */
  #scanParagraph(bytes: Buffer, from: number, length: number): number {
    this.#stanza.clear();
    this.#lines = 0;
    this.#fields = 0;
    this.#field = NONE;
    this.#badLine = NONE;
    for (let at = from; ;) {
      const newline = placeOf(NEWLINE, bytes, at, length);
      if (newline === NONE) return NONE;
      const end = trimBlanks(bytes, at, newline);
      if (end > at) this.#scanLine(bytes, at, end);
      this.#lines++;
      if (end === at) return newline + 1;
      at = newline + 1;
    }
  }

  #scanLine(bytes: Buffer, start: number, end: number): void {
    const first = bytes[start];
    if (first === HASH) return;
    if (first === SPACE || first === TAB) {
      if (this.#fields === 0) this.#reject();
      if (this.#field !== NONE) this.#stanza.ends[this.#field] = end;
      return;
    }
    const colon = placeOf(COLON, bytes, start, end);
    if (colon <= start) {
      this.#reject();
      return;
    }
    this.#fields++;
    this.#field = fieldAt(bytes, start, colon);
    if (this.#field !== NONE) this.#stanza.set(this.#field, skipBlanks(bytes, colon + 1, end), end);
  }

  #reject(): void {
    this.#field = NONE;
    if (this.#badLine === NONE) this.#badLine = this.#lines;
  }

  #finishParagraph(bytes: Buffer): void {
    if (this.#badLine !== NONE) {
      const message = 'a line is neither a field, nor the continuation of one, nor blank';
      this.#sink.problem({ line: this.#firstLine + this.#badLine, subject: '', message });
    } else if (this.#fields > 0) {
      this.#stanza.bytes = bytes;
      this.#stanza.line = this.#firstLine;
      this.#sink.stanza(this.#stanza);
    }
    this.#firstLine += this.#lines;
  }
}
