import fs from 'node:fs';
import { fsPath, type Bytes } from '../bytes.ts';
import { GrowingBytes } from '../growing-bytes.ts';
import type { Disk } from '../tree/disk.ts';
import { kindOf, lookAt, namesIn } from '../tree/look.ts';

/** Appends or creates, then waits for the disk when asked. */
export function writeFile(disk: Disk, path: string, content: Uint8Array, sync: boolean): void {
  const descriptor = disk.create(path, 0o644);
  writeAndClose(disk, descriptor, content, sync);
}

/** Bytes that are gathered for one call. */
const WRITE_BYTES = 256 * 1024;

/** Creates a file with what the pieces make together, byte strings or bytes; waits for the disk when asked. */
export function writePieces(
  disk: Disk,
  path: string,
  pieces: Iterable<Bytes | Uint8Array>,
  sync: boolean,
): void {
  const descriptor = disk.create(path, 0o644);
  const gathered = new GrowingBytes();
  try {
    for (const piece of pieces) {
      if (typeof piece === 'string') gathered.append(piece);
      else if (piece.length < WRITE_BYTES) gathered.appendBuffer(piece);
      if (gathered.length >= WRITE_BYTES || piece.length >= WRITE_BYTES) {
        if (gathered.length > 0) disk.write(descriptor, gathered.view());
        gathered.clear();
      }
      if (typeof piece !== 'string' && piece.length >= WRITE_BYTES) disk.write(descriptor, piece);
    }
    if (gathered.length > 0) disk.write(descriptor, gathered.view());
    if (sync) disk.sync(descriptor);
  } finally {
    disk.close(descriptor);
  }
}

export function appendToFile(disk: Disk, path: string, content: Uint8Array, sync: boolean): void {
  writeAndClose(disk, disk.openForAppend(path), content, sync);
}

/** Makes the names in a directory durable. */
export function syncDirectory(disk: Disk, directory: string): void {
  syncOpened(disk, directory, fs.constants.O_DIRECTORY);
}

/** Makes a file durable, or a directory with everything below it. A link is a matter of its directory. */
export function syncTree(disk: Disk, path: string): void {
  const kind = kindOf(lookAt(path));
  if (kind === 'file') syncOpened(disk, path, fs.constants.O_NOFOLLOW);
  if (kind !== 'directory') return;
  for (const name of namesIn(path)) syncTree(disk, `${path}/${name}`);
  syncDirectory(disk, path);
}

function syncOpened(disk: Disk, path: string, flags: number): void {
  const descriptor = fs.openSync(fsPath(path), fs.constants.O_RDONLY | flags);
  try {
    disk.sync(descriptor);
  } finally {
    disk.close(descriptor);
  }
}

function writeAndClose(disk: Disk, descriptor: number, content: Uint8Array, sync: boolean): void {
  try {
    disk.write(descriptor, content);
    if (sync) disk.sync(descriptor);
  } finally {
    disk.close(descriptor);
  }
}
