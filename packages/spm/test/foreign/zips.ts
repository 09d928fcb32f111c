import { crc32, deflateRawSync } from 'node:zlib';

/** One member of a zip archive to make; fields that contradict the content make it a hostile one. */
export interface ZipSpec {
  readonly name: string;
  readonly content?: string | Buffer;
  readonly method?: number;
  /** As in stat(2); given, the archive says that a Unix system packed it. */
  readonly mode?: number;
  readonly flags?: number;
  readonly size?: number;
  readonly crc?: number;
  /** Sizes stand in a zip64 field. */
  readonly wide?: boolean;
}

const WIDE = 0xffff_ffff;

export function zipOf(specs: readonly ZipSpec[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const spec of specs) {
    const content = Buffer.from(spec.content ?? '');
    const method = spec.method ?? 8;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x0403_4b50, 0);
    local.writeUInt16LE(Buffer.byteLength(spec.name), 26);
    locals.push(local, Buffer.from(spec.name), packed);
    directory.push(centralHeader(spec, content, { method, offset, packedSize: packed.length }));
    offset += local.length + Buffer.byteLength(spec.name) + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(specs.length, 8);
  end.writeUInt16LE(specs.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

interface Packed {
  readonly method: number;
  readonly offset: number;
  readonly packedSize: number;
}

function centralHeader(spec: ZipSpec, content: Buffer, { method, offset, packedSize }: Packed): Buffer {
  const { name, mode, flags = 0, size = content.length, crc = crc32(content), wide = false } = spec;
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt8(mode === undefined ? 0 : 3, 5);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(wide ? WIDE : packedSize, 20);
  header.writeUInt32LE(wide ? WIDE : size, 24);
  header.writeUInt16LE(Buffer.byteLength(name), 28);
  const extra = wide ? wideField(size, packedSize, offset) : Buffer.alloc(0);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt16LE(mode ?? 0, 40);
  header.writeUInt32LE(wide ? WIDE : offset, 42);
  return Buffer.concat([header, Buffer.from(name), extra]);
}

function wideField(...values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(values.length * 8, 2);
  for (const [position, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + position * 8);
  return field;
}
