/**
 * A byte string: one character (U+0000 to U+00FF) per byte. Names and paths are bytes and need not be UTF-8; in this form
 * they compare with `<` in byte order and cost no copy when they are ASCII.
 */
export type Bytes = string & { readonly __bytes: unique symbol };

const NON_ASCII = /[^\0-\x7f]/;

/** The byte string of a text, as UTF-8. */
export function bytesOfText(text: string): Bytes {
  return (NON_ASCII.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text) as Bytes;
}

/** The byte string of raw bytes. */
export function bytesOfBuffer(buffer: Uint8Array, start = 0, end = buffer.length): Bytes {
  return Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength).toString(
    'latin1',
    start,
    end,
  ) as Bytes;
}

/** What a file-system call takes: the string itself when it is ASCII, else its bytes. */
export function fsPath(bytes: string): string | Buffer {
  // In UTF-8 every other character takes two bytes; counting them is quicker than a pattern.
  return Buffer.byteLength(bytes) === bytes.length ? bytes : Buffer.from(bytes, 'latin1');
}

/** The text to show a person: UTF-8 where it is valid, otherwise each stray byte as `\xNN`. */
export function textOfBytes(bytes: string): string {
  if (!NON_ASCII.test(bytes)) return bytes;
  const buffer = Buffer.from(bytes, 'latin1');
  const text = buffer.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(buffer)) return text;
  return bytes.replaceAll(/[^\0-\x7f]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`);
}

/** The same text in quotes, safe to print: control characters are escaped, so a hostile name cannot drive a terminal. */
export function quoteBytes(bytes: string): string {
  return JSON.stringify(textOfBytes(bytes)).replaceAll(
    /[\x7f-\x9f]/g,
    (c) => `\\u00${c.charCodeAt(0).toString(16)}`,
  );
}
