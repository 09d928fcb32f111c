import { gzipSync, zstdCompressSync } from 'node:zlib';
import { execFileSync } from 'node:child_process';

import { pack } from 'tar-stream';

/** One member of a tar archive to make; root's, 0644 or 0755, unless it says otherwise. */
export interface TarSpec {
  readonly name: string;
  readonly type?: 'file' | 'directory' | 'link' | 'symlink' | 'character-device' | 'block-device' | 'fifo';
  readonly content?: string | Buffer;
  readonly linkname?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly uname?: string;
  readonly gname?: string;
}

const EPOCH = new Date(0);

export async function tarOf(members: readonly TarSpec[]): Promise<Buffer> {
  const archive = pack();
  for (const { content = '', type = 'file', ...rest } of members) {
    const body = Buffer.from(content);
    const mode = type === 'directory' ? 0o755 : 0o644;
    archive.entry(
      { mode, uname: 'root', gname: 'root', mtime: EPOCH, type, size: body.length, ...rest },
      body,
    );
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

export type ArSpec = readonly [name: string, content: Buffer | string];

export function arOf(members: readonly ArSpec[]): Buffer {
  const parts: Buffer[] = [Buffer.from('!<arch>\n')];
  for (const [name, content] of members) {
    const body = Buffer.from(content);
    parts.push(arHeader(name, String(body.length)), body);
    if (body.length % 2 === 1) parts.push(Buffer.from('\n'));
  }
  return Buffer.concat(parts);
}

export function arHeader(name: string, size: string): Buffer {
  const fields = [
    name.padEnd(16),
    '0'.padEnd(12),
    '0'.padEnd(6),
    '0'.padEnd(6),
    '100644'.padEnd(8),
    size.padEnd(10),
  ];
  return Buffer.from(`${fields.join('')}\`\n`);
}

export type Compression = 'none' | 'gz' | 'zst' | 'xz' | 'bz2' | 'lzma';

const COMPRESSORS: Readonly<Record<Compression, (bytes: Buffer) => Buffer>> = {
  none: (bytes) => bytes,
  gz: (bytes) => gzipSync(bytes),
  zst: (bytes) => zstdCompressSync(bytes),
  xz: (bytes) => execFileSync('xz', ['-c'], { input: bytes, maxBuffer: 1 << 28 }),
  bz2: (bytes) => execFileSync('bzip2', ['-c'], { input: bytes, maxBuffer: 1 << 28 }),
  lzma: (bytes) => execFileSync('xz', ['--format=lzma', '-c'], { input: bytes, maxBuffer: 1 << 28 }),
};

export function compressed(bytes: Buffer, compression: Compression): Buffer {
  return COMPRESSORS[compression](bytes);
}

/** Whether a program of the system can be run. */
export function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export const CONTROL =
  'Package: sample\nVersion: 1.2-3\nArchitecture: amd64\nDepends: libc6 (>= 2.36)\nDescription: a sample\n';

export interface DebSpec {
  readonly data: readonly TarSpec[] | Buffer;
  readonly control?: Readonly<Record<string, string>>;
  readonly compression?: Compression;
  /** Of the control archive. */
  readonly controlCompression?: 'none' | 'gz' | 'zst' | 'xz';
}

export async function debOf(spec: DebSpec): Promise<Buffer> {
  const { compression = 'gz', controlCompression = 'gz' } = spec;
  const files = Object.entries({ control: CONTROL, ...spec.control });
  const control = await tarOf([
    { name: './', type: 'directory' },
    ...files.map(([name, content]) => ({ name: `./${name}`, content })),
  ]);
  const data = Buffer.isBuffer(spec.data) ? spec.data : await tarOf(spec.data);
  return arOf([
    ['debian-binary', '2.0\n'],
    [`control.tar${suffix(controlCompression)}`, compressed(control, controlCompression)],
    [`data.tar${suffix(compression)}`, compressed(data, compression)],
  ]);
}

function suffix(compression: Compression): string {
  return compression === 'none' ? '' : `.${compression}`;
}
