import { MAX_NAME_BYTES } from './limits.ts';

const SLASH = 0x2f;
const DOT = 0x2e;
const FIRST_PRINTABLE = 0x20;
const DELETE = 0x7f;

/** Where the name that begins at `start` ends: at the first byte that no name contains, which should be its NUL. */
export function endOfName(bytes: Uint8Array, start: number): number {
  let at = start;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte < FIRST_PRINTABLE || byte === SLASH || byte === DELETE) break;
  }
  return at;
}

/** Why the bytes from `start` to `end`, found by `endOfName`, do not name an entry; `undefined` when they do. */
export function nameFault(bytes: Uint8Array, start: number, end: number): string | undefined {
  const terminator = bytes[end] as number;
  if (terminator === SLASH) return 'its name contains a slash';
  if (terminator !== 0) return `its name contains the control byte ${terminator}`;
  const length = end - start;
  if (length === 0) return 'its name is empty';
  if (length > MAX_NAME_BYTES) return `its name has ${length} bytes, more than ${MAX_NAME_BYTES}`;
  if (bytes[start] === DOT && (length === 1 || (length === 2 && bytes[start + 1] === DOT))) {
    return 'its name is "." or ".."';
  }
  return undefined;
}

/** As `nameFault`, for a name that is not yet in an index. */
export function faultOfName(name: string): string | undefined {
  const bytes = Buffer.from(`${name}\0`, 'latin1');
  return nameFault(bytes, 0, endOfName(bytes, 0));
}

/** Orders two NUL-terminated names by their unsigned bytes. NUL sorts below every name byte: the shorter comes first. */
export function compareNames(bytes: Uint8Array, a: number, b: number): number {
  let offset = 0;
  let left = bytes[a] as number;
  while (left !== 0 && left === bytes[b + offset]) left = bytes[a + ++offset] as number;
  return left - (bytes[b + offset] as number);
}
