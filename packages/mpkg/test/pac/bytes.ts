import type { Bytes } from '../../src/bytes.ts';
import type { NewEntry } from '../../src/pac/write-index.ts';

/** A raw index, or part of one, from strings (one byte per character) and numbers. */
export function raw(...parts: readonly (string | number)[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part, 'latin1'))),
  );
}

/** A directory entry, as the format has it. */
export function dir(depth: number, name: string): Uint8Array {
  return raw(0x80 | depth, name, 0);
}

/** A leaf entry; `type` is 4 for a file, 8 for an executable, 12 for a link. */
export function leaf(type: number, size: readonly number[], name: string): Uint8Array {
  return raw(type | (size.length - 1), ...size, name, 0);
}

/** An archive of one regular file with that name and content. */
export function oneFile(name: string, content: string): Uint8Array {
  const entry = leaf(4, [content.length], name);
  return Buffer.concat([raw('PAC', 0, entry.length), entry, raw(content)]);
}

export function newDir(depth: number, name: string): NewEntry {
  return { kind: 'dir', depth, name: name as Bytes };
}

export function newFile(name: string, size: number): NewEntry {
  return { kind: 'file', name: name as Bytes, size };
}
