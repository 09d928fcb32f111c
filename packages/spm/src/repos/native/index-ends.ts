import { createHash } from 'node:crypto';

import type { IndexHead } from '@mpkg/manifest';
import { ManifestError, parseIndexHead, parseIndexTail } from '@mpkg/manifest';

import { SpmError } from '../../errors.ts';
import type { Compression } from '../compression/compression.ts';
import { decompressed } from '../compression/decompress.ts';

const NEWLINE = 0x0a;
/** Bytes; a line is longer than this only in a file that is no index. */
const LONGEST_LINE = 16 * 1024 * 1024;

export interface IndexFile {
  readonly file: string;
  readonly compression: Compression;
  /** For messages: where it came from. */
  readonly source: string;
}

/**
 * Reads the first line of an index and proves by the last that every byte in between is as it was published. What the lines between
 * say is not looked at.
 *
 * @throws SpmError `index-malformed`, `stream-corrupt`.
 */
export async function readIndexEnds({ file, compression, source }: IndexFile): Promise<IndexHead> {
  const hash = createHash('sha256');
  let first: Buffer | undefined;
  let open = Buffer.alloc(0);
  for await (const chunk of decompressed(file, compression)) {
    const bytes = Buffer.concat([open, chunk]);
    const cut = lastLineStart(bytes);
    if (cut > 0) first ??= Buffer.from(bytes.subarray(0, bytes.indexOf(NEWLINE)));
    hash.update(bytes.subarray(0, cut));
    open = bytes.subarray(cut);
    if (open.length > LONGEST_LINE) throw damaged(source, 'a line is too long');
  }
  if (first === undefined) throw damaged(source, 'it has no first and last line');
  return checkedHead({ first, last: open.toString().trimEnd(), sha256: hash.digest('hex') }, source);
}

/** Where the last line begins that has a character: it may turn out to be the index's last. */
function lastLineStart(bytes: Buffer): number {
  return bytes.length < 2 ? 0 : bytes.lastIndexOf(NEWLINE, bytes.length - 2) + 1;
}

interface Ends {
  readonly first: Buffer;
  readonly last: string;
  /** Of everything before the last line. */
  readonly sha256: string;
}

function checkedHead({ first, last, sha256 }: Ends, source: string): IndexHead {
  try {
    const head = parseIndexHead(first.toString());
    const tail = parseIndexTail(last, head.packages + 2);
    if (tail.sha256 === sha256 && tail.packages === head.packages) return head;
  } catch (error) {
    if (error instanceof ManifestError) throw damaged(source, error.message);
    throw error;
  }
  throw damaged(source, 'its lines do not match the digest in its last line');
}

function damaged(source: string, reason: string): SpmError {
  return new SpmError('index-malformed', `${source} is not a whole index: ${reason}`, { subject: source });
}
