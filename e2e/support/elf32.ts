/** Programs of 32-bit x86 that are made here, of a few instructions: no compiler for that architecture is needed. */

const FILE_HEADER = 52;
const PROGRAM_HEADER = 32;
const [LOAD, INTERPRETER] = [1, 3];

interface Segment {
  readonly type: number;
  readonly content: Buffer;
}

/** Says `text` and ends with status 0; or leaves all that to the dynamic linker at `interpreter`. */
export function elf32({
  text,
  interpreter,
  base,
}: {
  readonly text: string;
  readonly interpreter?: string;
  /** Where it lies in memory: a program and its dynamic linker are in different places. */
  readonly base: number;
}): Buffer {
  const segments: Segment[] =
    interpreter === undefined ? [] : [{ type: INTERPRETER, content: Buffer.from(`${interpreter}\0`) }];
  const headers = FILE_HEADER + PROGRAM_HEADER * (segments.length + 1);
  const before = headers + segments.reduce((sum, { content }) => sum + content.length, 0);
  const code = sayAndExit(text, base + before);
  const total = before + code.length;
  let offset = headers;
  const rows = segments.map(({ type, content }) => {
    const row = programHeader({ type, offset, address: base + offset, size: content.length });
    offset += content.length;
    return row;
  });
  const load = programHeader({ type: LOAD, offset: 0, address: base, size: total });
  const contents = segments.map(({ content }) => content);
  return Buffer.concat([fileHeader(base + before, rows.length + 1), ...rows, load, ...contents, code]);
}

/** `write(1, text); exit(0)`, followed by the text. */
function sayAndExit(text: string, address: number): Buffer {
  const message = Buffer.from(text);
  const code = Buffer.from('b804000000bb01000000b900000000ba00000000cd80b80100000031dbcd80', 'hex');
  code.writeUInt32LE(address + code.length, 11);
  code.writeUInt32LE(message.length, 16);
  return Buffer.concat([code, message]);
}

function fileHeader(entry: number, segments: number): Buffer {
  const header = Buffer.alloc(FILE_HEADER);
  header.write('\x7fELF\x01\x01\x01', 'latin1');
  header.writeUInt16LE(2, 16);
  header.writeUInt16LE(3, 18);
  header.writeUInt32LE(1, 20);
  header.writeUInt32LE(entry, 24);
  header.writeUInt32LE(FILE_HEADER, 28);
  header.writeUInt16LE(FILE_HEADER, 40);
  header.writeUInt16LE(PROGRAM_HEADER, 42);
  header.writeUInt16LE(segments, 44);
  return header;
}

function programHeader({
  type,
  offset,
  address,
  size,
}: {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}): Buffer {
  const header = Buffer.alloc(PROGRAM_HEADER);
  [type, offset, address, address, size, size, 5, 4096].forEach((word, index) => {
    header.writeUInt32LE(word, index * 4);
  });
  return header;
}
