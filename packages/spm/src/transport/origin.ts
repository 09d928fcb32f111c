/** What a server told about a file's identity; sent back to ask whether it changed. */
export interface Validators {
  readonly etag?: string;
  /** An HTTP date, as the server wrote it. */
  readonly lastModified?: string;
}

export interface Ask {
  /** Bytes already at hand; the reply may start there, or at 0 when the origin cannot. */
  readonly offset: number;
  /** No more than these many bytes are wanted; the reply may have more. */
  readonly length?: number | undefined;
  readonly validators?: Validators | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Unchanged {
  readonly kind: 'unchanged';
}

export interface Body {
  readonly kind: 'body';
  /** Where in the file the bytes start: `Ask.offset`, or 0. */
  readonly offset: number;
  /** How many bytes are announced to follow, if the origin said. */
  readonly length: number | undefined;
  readonly validators: Validators;
  /** Each piece holds until the next is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Stops the transfer; `bytes` then throws. */
  abandon(): void;
}

/** Where bytes come from: one implementation per URL scheme. Every failure is an `SpmError`. */
export interface Origin {
  open(url: URL, ask: Ask): Promise<Unchanged | Body>;
  close(): void;
}

/** A URL for people: without the password it may carry. */
export function displayUrl(url: URL): string {
  if (url.password === '') return url.href;
  const shown = new URL(url);
  shown.password = '***';
  return shown.href;
}
