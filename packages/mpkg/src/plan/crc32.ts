/** Bytes to check before the platform's own implementation is worth the milliseconds that loading it costs. */
const LOADING_PAYS_OFF = 256 * 1024;

type Crc32 = (bytes: Uint8Array, previous?: number) => number;

let checkedBytes = 0;
let native: Crc32 | undefined;

/** CRC-32 as in gzip (RFC 1952), of `bytes` after bytes whose checksum is `previous`. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  if (native !== undefined) return native(bytes, previous);
  checkedBytes += bytes.length;
  if (checkedBytes <= LOADING_PAYS_OFF) return crc32ByTable(bytes, previous);
  native = process.getBuiltinModule('node:zlib').crc32;
  return native(bytes, previous);
}

let table: Uint32Array | undefined;

/** RFC 1952, section 8. */
export function crc32ByTable(bytes: Uint8Array, previous = 0): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
    return byte;
  });
  let checksum = ~previous;
  for (const byte of bytes) checksum = (table[(checksum ^ byte) & 0xff] as number) ^ (checksum >>> 8);
  return ~checksum >>> 0;
}
