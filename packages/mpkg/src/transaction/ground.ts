import type { Bytes } from '../bytes.ts';
import type { Disk } from '../tree/disk.ts';
import type { OpenDirectories } from '../tree/open-directories.ts';
import { isWithin } from '../tree/paths.ts';

/** What operations are carried out on. */
export interface Ground {
  readonly disk: Disk;
  /** A path from the root of the tree as system calls take it. */
  readonly absolute: (path: string) => Bytes;
  readonly directories: OpenDirectories;
  readonly stages: readonly Bytes[];
}

/** A path for system calls: inside a stage, which only we can enter, as it is; elsewhere through open directories. */
export function reach(ground: Ground, path: Bytes): Bytes {
  return isStaged(ground, path) ? ground.absolute(path) : ground.directories.reach(path);
}

export function isStaged({ stages }: Ground, path: Bytes): boolean {
  return stages.some((stage) => isWithin(path, stage));
}
