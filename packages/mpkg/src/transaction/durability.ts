import fs from 'node:fs';
import { fsPath } from '../bytes.ts';
import type { Disk } from '../tree/disk.ts';

/** Appends or creates, then waits for the disk when asked. */
export function writeFile(disk: Disk, path: string, content: Uint8Array, sync: boolean): void {
  const descriptor = disk.create(path, 0o644);
  writeAndClose(disk, descriptor, content, sync);
}

export function appendToFile(disk: Disk, path: string, content: Uint8Array, sync: boolean): void {
  writeAndClose(disk, disk.openForAppend(path), content, sync);
}

/** Makes the names in a directory durable. */
export function syncDirectory(disk: Disk, directory: string): void {
  const descriptor = fs.openSync(fsPath(directory), fs.constants.O_RDONLY | fs.constants.O_DIRECTORY);
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
