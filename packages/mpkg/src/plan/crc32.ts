/** Bytes to check before the platform's own implementation is worth the milliseconds that loading it costs. */
const LOADING_PAYS_OFF = 256 * 1024;

type Crc32 = (bytes: Uint8Array, previous?: number) => number;

let checkedBytes = 0;
let native: Crc32 | undefined;

/**
 * CRC-32 as in gzip (RFC 1952), of `bytes` after bytes whose checksum is `previous`. The executable is built with
 * scripts/platform/crc32.ts in the place of this module.
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  if (native !== undefined) return native(bytes, previous);
  checkedBytes += bytes.length;
  if (checkedBytes <= LOADING_PAYS_OFF) return crc32ByTable(bytes, previous);
  native = process.getBuiltinModule('node:zlib').crc32;
  return native(bytes, previous);
}

let table: Int32Array | undefined;

/** RFC 1952, section 8. Indexed loops: this runs before any compiler has seen it. */
export function crc32ByTable(bytes: Uint8Array, previous = 0): number {
  const remainders = (table ??= makeTable());
  let checksum = ~previous;
  for (let at = 0; at < bytes.length; at++) {
    checksum = (remainders[(checksum ^ (bytes[at] as number)) & 0xff] as number) ^ (checksum >>> 8);
  }
  return ~checksum >>> 0;
}

/** Doubling: an index's remainder is that of its lowest bit combined with that of the rest. */
function makeTable(): Int32Array {
  const remainders = new Int32Array(256);
  let remainder = 1;
  for (let bit = 128; bit > 0; bit >>= 1) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    for (let index = 0; index < 256; index += 2 * bit) {
      remainders[index + bit] = remainder ^ (remainders[index] as number);
    }
  }
  return remainders;
}
