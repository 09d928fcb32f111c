/** One member of a cpio payload; type and mode as in stat(2). */
export interface CpioSpec {
  readonly name: string;
  readonly mode: number;
  readonly content?: string;
  /** Members with the same number are one file. */
  readonly inode?: number;
  readonly links?: number;
}

export function cpioOf(members: readonly CpioSpec[]): Buffer {
  const parts = [...members, { name: 'TRAILER!!!', mode: 0 }].map((member, at) => cpioMember(member, at + 1));
  return Buffer.concat(parts);
}

function cpioMember({ name, mode, content = '', inode, links = 1 }: CpioSpec, serial: number): Buffer {
  const fields = [inode ?? serial, mode, 0, 0, links, 0, content.length, 0, 0, 0, 0, name.length + 1, 0];
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`;
  return Buffer.concat([
    padded(Buffer.from(`${header}${name}\0`, 'latin1'), 4),
    padded(Buffer.from(content, 'latin1'), 4),
  ]);
}

/** Tags of a header: texts, or numbers of 32 bits. */
export type Tags = Readonly<Record<number, string | readonly string[] | readonly number[]>>;

export const NAME_TAGS: Tags = { 1000: 'sample', 1001: '1.2', 1002: '3', 1022: 'x86_64' };

export function rpmOf(payload: Buffer, tags: Tags = NAME_TAGS): Buffer {
  const lead = Buffer.alloc(96);
  lead.write('\xed\xab\xee\xdb\x03', 'latin1');
  return Buffer.concat([lead, padded(headerOf({ 1000: 'signature' }), 8), headerOf(tags), payload]);
}

function headerOf(tags: Tags): Buffer {
  const index: Buffer[] = [];
  let store: Buffer = Buffer.alloc(0);
  for (const [tag, value] of Object.entries(tags)) {
    const values = typeof value === 'string' ? [value] : value;
    const isText = typeof values[0] === 'string';
    if (!isText) store = padded(store, 4);
    const entry = Buffer.alloc(16);
    for (const [at, field] of [Number(tag), typeOf(value), store.length, values.length].entries()) {
      entry.writeUInt32BE(field, at * 4);
    }
    index.push(entry);
    store = Buffer.concat([store, ...values.map(encoded)]);
  }
  const preamble = Buffer.alloc(16);
  preamble.write('\x8e\xad\xe8\x01', 'latin1');
  preamble.writeUInt32BE(index.length, 8);
  preamble.writeUInt32BE(store.length, 12);
  return Buffer.concat([preamble, ...index, store]);
}

function typeOf(value: Tags[number]): number {
  if (typeof value === 'string') return 6;
  return typeof value[0] === 'string' ? 8 : 4;
}

function encoded(value: string | number): Buffer {
  if (typeof value === 'string') return Buffer.from(`${value}\0`);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function padded(bytes: Buffer, multiple: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((multiple - (bytes.length % multiple)) % multiple)]);
}
