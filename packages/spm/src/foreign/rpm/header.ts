import { readSync } from 'node:fs';

import type { SpmError } from '../../errors.ts';
import { malformedPackage } from '../refusals.ts';

const MAGIC = 0x8ead_e801;
const PREAMBLE_BYTES = 16;
const ENTRY_BYTES = 16;
const MAX_HEADER_BYTES = 256 * 1024 * 1024;

/** Types of values: rpm's header format, "Index Entry". */
const CHAR = 1;
const INT8 = 2;
const INT16 = 3;
const INT32 = 4;
const STRING = 6;
const STRING_ARRAY = 8;
const I18N_STRING = 9;

interface IndexEntry {
  readonly type: number;
  /** Where its value begins in the store. */
  readonly offset: number;
  readonly count: number;
}

/**
 * One header structure of an rpm package (version 3 of the format; rpm.org, "RPM V4 Package format"): tags with typed values,
 * each read when it is asked for. Strings are byte strings.
 */
export class RpmHeader {
  /** Where the header ends in the file. */
  readonly end: number;
  readonly #entries = new Map<number, IndexEntry>();
  readonly #store: Buffer;

  /** @throws SpmError `package-malformed` */
  constructor(fd: number, start: number) {
    const preamble = read(fd, start, PREAMBLE_BYTES);
    if (preamble.readUInt32BE(0) !== MAGIC) throw malformed('there is no header where one belongs');
    const count = preamble.readUInt32BE(8);
    const storeBytes = preamble.readUInt32BE(12);
    if (count * ENTRY_BYTES + storeBytes > MAX_HEADER_BYTES) throw malformed('a header is over 256 MiB');
    const index = read(fd, start + PREAMBLE_BYTES, count * ENTRY_BYTES);
    for (let at = 0; at < index.length; at += ENTRY_BYTES) {
      const [type, offset, values] = [
        index.readUInt32BE(at + 4),
        index.readUInt32BE(at + 8),
        index.readUInt32BE(at + 12),
      ];
      this.#entries.set(index.readUInt32BE(at), { type, offset, count: values });
    }
    this.#store = read(fd, start + PREAMBLE_BYTES + index.length, storeBytes);
    this.end = start + PREAMBLE_BYTES + index.length + storeBytes;
  }

  has(tag: number): boolean {
    return this.#entries.has(tag);
  }

  /** A string, the first of several; undefined when the tag is absent. */
  string(tag: number): string | undefined {
    return this.strings(tag)[0];
  }

  /** Empty when the tag is absent. */
  strings(tag: number): readonly string[] {
    const entry = this.#entries.get(tag);
    if (entry === undefined) return [];
    const { type, offset, count } = entry;
    if (type !== STRING && type !== STRING_ARRAY && type !== I18N_STRING)
      throw malformed(`tag ${tag} is no string`);
    const values: string[] = [];
    for (let at = offset; values.length < count;) {
      const end = this.#store.indexOf(0, at);
      if (end < 0) throw malformed(`tag ${tag} is not inside its header`);
      values.push(this.#store.toString('latin1', at, end));
      at = end + 1;
    }
    return values;
  }

  /** Empty when the tag is absent. */
  numbers(tag: number): readonly number[] {
    const entry = this.#entries.get(tag);
    if (entry === undefined) return [];
    const { type, offset, count } = entry;
    const width = { [CHAR]: 1, [INT8]: 1, [INT16]: 2, [INT32]: 4 }[type];
    if (width === undefined) throw malformed(`tag ${tag} is no number`);
    if (offset + width * count > this.#store.length) throw malformed(`tag ${tag} is not inside its header`);
    return Array.from({ length: count }, (_, at) => this.#store.readUIntBE(offset + at * width, width));
  }
}

function read(fd: number, position: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (readSync(fd, buffer, 0, bytes, position) < bytes) throw malformed('it ends inside a header');
  return buffer;
}

function malformed(reason: string): SpmError {
  return malformedPackage(`the rpm package is damaged: ${reason}`);
}
