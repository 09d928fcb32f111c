import fs from 'node:fs';
import { fsPath } from '../bytes.ts';

/** What the engine must know of a file system. */
export interface FileSystemTraits {
  /** Survives a power cut, so that syncing it means something. */
  readonly durable: boolean;
  /** Renames any directory. Overlayfs refuses (EXDEV) those that come from a lower layer. */
  readonly movesDirectories: boolean;
}

/** `f_type` of statfs(2), from linux/magic.h. */
const TMPFS = 0x01021994;
const RAMFS = 0x858458f6;
const OVERLAYFS = 0x794c7630;

export function traitsOf(directory: string): FileSystemTraits {
  const type = fs.statfsSync(fsPath(directory)).type >>> 0;
  return { durable: type !== TMPFS && type !== RAMFS, movesDirectories: type !== OVERLAYFS };
}
