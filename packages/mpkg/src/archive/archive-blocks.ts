import fs from 'node:fs';
import { fsPath, quoteBytes, type Bytes } from '../bytes.ts';
import { MpkgError } from '../errors.ts';
import { linkTarget } from '../tree/look.ts';
import type { PacIndex } from '../pac/pac-index.ts';

export interface ArchiveSource {
  /** Header and index. */
  readonly head: Uint8Array;
  readonly index: PacIndex;
  /** Where the content of a leaf is read. */
  readonly fileOf: (entry: number) => Bytes;
}

/** A file that has become a link or a pipe meanwhile is neither followed nor waited for. */
const SOURCE_FLAGS = fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK;

/**
 * The plain archive as full blocks (the last one may be short), each valid until the next is asked for. What is cut where
 * depends on the archive's bytes alone.
 * @throws MpkgError `source-changed` when a file has not the size that the index says
 */
export function* archiveBlocks(source: ArchiveSource, blockBytes: number): Generator<Uint8Array> {
  const block = new Uint8Array(blockBytes);
  let filled = 0;
  for (const fill of fillers(source)) {
    for (let count = fill(block, filled); count > 0; count = fill(block, filled)) {
      filled += count;
      if (filled < blockBytes) continue;
      yield block;
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

/** Writes the next bytes of one part of the archive to `target` from `start` on, as far as they fit; 0 when there are no more. */
type Filler = (target: Uint8Array, start: number) => number;

function* fillers({ head, index, fileOf }: ArchiveSource): Generator<Filler> {
  yield fillFromBytes(head);
  for (let entry = 0; entry < index.length; entry++) {
    const kind = index.kind(entry);
    if (kind === 'link') yield fillFromBytes(targetOf(index, entry, fileOf(entry)));
    else if (kind !== 'dir') yield* fillFromFile(index, entry, fileOf(entry));
  }
}

function fillFromBytes(bytes: Uint8Array): Filler {
  let done = 0;
  return (target, start) => {
    const part = bytes.subarray(done, done + target.length - start);
    target.set(part, start);
    done += part.length;
    return part.length;
  };
}

function* fillFromFile(index: PacIndex, entry: number, file: Bytes): Generator<Filler> {
  const fd = fs.openSync(fsPath(file), SOURCE_FLAGS);
  try {
    let left = index.size(entry);
    yield (target, start) => {
      const count = fs.readSync(fd, target, start, Math.min(left, target.length - start), null);
      left -= count;
      return count;
    };
    if (left > 0 || fs.fstatSync(fd).size !== index.size(entry)) throw changed(file);
  } finally {
    fs.closeSync(fd);
  }
}

function targetOf(index: PacIndex, entry: number, file: Bytes): Uint8Array {
  const target = linkTarget(file);
  if (target.length !== index.size(entry)) throw changed(file);
  return Buffer.from(target, 'latin1');
}

function changed(file: Bytes): MpkgError {
  return new MpkgError('source-changed', `${quoteBytes(file)} changed while it was packed`, {
    subject: file,
  });
}
