import { bytesOfBuffer, type Bytes } from '@mpkg/mpkg';

import { SpmError } from '../../errors.ts';
import { memoryContents } from '../contents.ts';
import { decodeInto } from '../decode-into.ts';
import { memberPath } from '../member-path.ts';
import { tooLarge } from '../refusals.ts';
import type { Sink } from '../spool.ts';
import { readTar } from '../tar/read-tar.ts';
import type { DebMembers } from './members.ts';

const MAX_CONTROL_BYTES = 64 * 1024 * 1024;

/** The files of a control archive by name. */
export type ControlFiles = ReadonlyMap<Bytes, Buffer>;

/** @throws SpmError `package-malformed`, `stream-corrupt`, `size-limit` */
export async function readControl({ section, compression }: DebMembers['control']): Promise<ControlFiles> {
  const unpacked = new Unpacked();
  await decodeInto(unpacked, compression, section);
  const bytes = unpacked.bytes();
  const files = new Map<Bytes, Buffer>();
  for (const { type, path, content } of readTar(memoryContents(bytes))) {
    const [name, ...below] = memberPath(path);
    if (type !== 'file' || name === undefined || below.length > 0) continue;
    files.set(name, bytes.subarray(content.offset, content.offset + content.size));
  }
  return files;
}

class Unpacked implements Sink {
  readonly #chunks: Buffer[] = [];
  #size = 0;

  write(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#size > MAX_CONTROL_BYTES) throw tooLarge(MAX_CONTROL_BYTES, 'control.tar');
    this.#chunks.push(Buffer.from(chunk));
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/**
 * Paths of configuration files, from the root (deb-conffiles(5)); those to be removed on upgrade are not part of the package.
 */
export function conffiles(files: ControlFiles): readonly Bytes[] {
  const list = files.get('conffiles' as Bytes);
  if (list === undefined) return [];
  const lines = bytesOfBuffer(list).split('\n');
  return lines.map((line) => line.trimEnd()).flatMap((line) => (line === '' ? [] : conffile(line)));
}

function conffile(line: string): readonly Bytes[] {
  if (line.startsWith('remove-on-upgrade ')) return [];
  if (!line.startsWith('/')) {
    throw new SpmError('package-malformed', `conffiles: "${line}" is not an absolute path`, {
      subject: line,
    });
  }
  return [memberPath(line.slice(1) as Bytes).join('/') as Bytes];
}
