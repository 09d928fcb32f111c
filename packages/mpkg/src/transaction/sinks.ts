import fs from 'node:fs';
import { fsPath, type Bytes } from '../bytes.ts';
import type { Disk } from '../tree/disk.ts';
import { linkTarget } from '../tree/look.ts';

/** Takes the content of one leaf, in order. */
export interface Sink {
  write(piece: Uint8Array): void;
  /** After the last piece. */
  end(): void;
  /** Instead of `end`, after an error: gives descriptors back. */
  abandon(): void;
}

/** Writes a new file. */
export function fileSink(disk: Disk, path: string, mode: number): Sink {
  const descriptor = disk.create(path, mode);
  const close = (): void => disk.close(descriptor);
  return { write: (piece) => disk.write(descriptor, piece), end: close, abandon: close };
}

/** Makes a link whose target is the content. */
export function linkSink(made: (target: Bytes) => void): Sink {
  let target = '';
  return {
    write: (piece) => void (target += Buffer.from(piece).toString('latin1')),
    end: () => made(target as Bytes),
    abandon: () => undefined,
  };
}

export interface ComparisonOptions {
  /** The file that may have this content already; it has this size. */
  readonly existing: string;
  /** Opened at the first difference. */
  readonly otherwise: () => Sink;
  readonly same: () => void;
}

const READ = fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW;
const COPY_BYTES = 1024 * 1024;

/** Reads along in an existing file, and writes a new one only from the first difference on. */
export function comparingSink({ existing, otherwise, same }: ComparisonOptions): Sink {
  const descriptor = fs.openSync(fsPath(existing), READ);
  let matched = 0;
  let sink: Sink | undefined;
  const diverge = (): Sink => {
    const opened = otherwise();
    const buffer = Buffer.allocUnsafe(Math.min(matched, COPY_BYTES));
    for (let at = 0; at < matched;) {
      const count = fs.readSync(descriptor, buffer, 0, Math.min(buffer.length, matched - at), at);
      opened.write(buffer.subarray(0, count));
      at += count;
    }
    return opened;
  };
  return {
    write: (piece) => {
      if (sink === undefined) {
        if (continues(descriptor, piece, matched)) {
          matched += piece.length;
          return;
        }
        sink = diverge();
      }
      sink.write(piece);
    },
    end: () => {
      fs.closeSync(descriptor);
      if (sink === undefined) same();
      else sink.end();
    },
    abandon: () => {
      fs.closeSync(descriptor);
      sink?.abandon();
    },
  };
}

/** Whether a link has this target already. */
export function leadsTo(path: string, target: Bytes): boolean {
  return linkTarget(path) === target;
}

let scratch = Buffer.alloc(0);

function continues(descriptor: number, piece: Uint8Array, at: number): boolean {
  if (scratch.length < piece.length) scratch = Buffer.allocUnsafe(piece.length);
  const count = fs.readSync(descriptor, scratch, 0, piece.length, at);
  return count === piece.length && scratch.subarray(0, count).equals(piece);
}
