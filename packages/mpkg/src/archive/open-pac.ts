import fs from 'node:fs';
import { codecOfContent, codecOfName, type Codec } from '../codec/codec.ts';
import { openDecoder } from '../codec/open-decoder.ts';
import { StoredFile } from '../codec/stored-file.ts';
import { MpkgError } from '../errors.ts';
import { MAX_HEADER_BYTES, parseHeader } from '../pac/header.ts';
import { parseIndex } from '../pac/parse-index.ts';
import { archiveError } from './archive-error.ts';
import { ContentWindow } from './content-window.ts';
import { reasonFor } from '../interruption.ts';
import { PacReader, type ArchiveFacts } from './pac-reader.ts';
import { RunningDigest } from './running-digest.ts';

export interface OpenOptions {
  /** The SHA-256 that the file as stored must have, in hexadecimal; checked by `readContents` or `verifyDigest`. */
  readonly sha256?: string | undefined;
  /** The file may be the beginning of an archive, as long as that holds the index; contents cannot be read then. */
  readonly isBeginning?: boolean | undefined;
  /** What fails after it was aborted is `interrupted` or `terminated`. */
  readonly signal?: AbortSignal | undefined;
  /** Told the bytes of the index before it is read. */
  readonly onHeader?: ((indexBytes: number) => void) | undefined;
}

const MAGIC_BYTES = 6;
/** Opening a pipe must not wait for somebody who writes into it. */
const { O_RDONLY, O_NONBLOCK } = fs.constants;

/**
 * Opens an archive, plain or compressed, and reads its index; contents stay on disk. A file name that ends in `.gz`, `.xz` or
 * `.zst` must tell the truth; otherwise the content alone decides.
 * @throws MpkgError `file-not-found`, `pac-malformed`, `pac-truncated`, `pac-trailing-data`, `stream-corrupt`,
 *   `codec-unavailable`
 */
export async function openPac(path: string, options: OpenOptions = {}): Promise<PacReader> {
  let fd = -1;
  try {
    fd = fs.openSync(path, O_RDONLY | O_NONBLOCK);
    return await readHead({ path, fd, size: sizeOfFile(fd) }, options);
  } catch (error) {
    if (fd >= 0) fs.closeSync(fd);
    else if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new MpkgError('file-not-found', `${path}: no such file`, { subject: path, cause: error });
    }
    throw await reasonFor(archiveError(path, error), options.signal);
  }
}

interface OpenedFile {
  readonly path: string;
  readonly fd: number;
  readonly size: number;
}

async function readHead(
  { path, fd, size }: OpenedFile,
  { sha256, isBeginning = false, onHeader }: OpenOptions,
): Promise<PacReader> {
  const digest = sha256 === undefined ? undefined : await RunningDigest.expecting(sha256);
  const stored = new StoredFile(fd, size, digest);
  const codec = detectCodec(path, stored.peek(MAGIC_BYTES));
  const decoder = await openDecoder(codec, stored);
  try {
    const window = new ContentWindow(decoder);
    const { index, headerBytes, indexBytes } = await readIndex(window, onHeader);
    if (codec === 'none' && !isBeginning) checkLength(size, headerBytes + indexBytes + index.contentBytes);
    const facts = { path, fd, codec, index, headerBytes, indexBytes, storedBytes: size, sha256 };
    return new PacReader(facts, { decoder, window, digest });
  } catch (error) {
    await decoder.close();
    throw error;
  }
}

type ReadIndex = Pick<ArchiveFacts, 'index' | 'headerBytes' | 'indexBytes'>;

async function readIndex(window: ContentWindow, onHeader: OpenOptions['onHeader']): Promise<ReadIndex> {
  // The shortest archive is shorter than the longest header.
  const { indexStart, indexLength } = parseHeader(await window.peek(MAX_HEADER_BYTES));
  onHeader?.(indexLength);
  window.take(indexStart);
  const raw = Buffer.allocUnsafeSlow(indexLength);
  await window.readExactly(raw);
  return { index: parseIndex(raw), headerBytes: indexStart, indexBytes: indexLength };
}

function detectCodec(path: string, head: Uint8Array): Codec {
  const found = codecOfContent(head);
  if (found === undefined && head.length < MAGIC_BYTES)
    throw new MpkgError('pac-truncated', 'the file ends inside the header');
  if (found === undefined)
    throw new MpkgError('pac-malformed', 'it is neither a PAC archive nor compressed by gzip, xz or zstd');
  const claimed = codecOfName(path);
  if (claimed !== undefined && claimed !== found) {
    const words = found === 'none' ? 'not compressed' : `compressed as .${found}`;
    throw new MpkgError('pac-malformed', `its name says .${claimed}, but it is ${words}`);
  }
  return found;
}

function checkLength(actual: number, expected: number): void {
  if (actual < expected) {
    throw new MpkgError('pac-truncated', `it has ${actual} bytes, its index asks for ${expected}`);
  }
  if (actual > expected) {
    throw new MpkgError('pac-trailing-data', `${actual - expected} bytes follow the contents`);
  }
}

function sizeOfFile(fd: number): number {
  const status = fs.fstatSync(fd);
  if (!status.isFile()) throw new MpkgError('pac-malformed', 'it is not a regular file');
  return status.size;
}
