import type { Disk } from './disk.ts';
import { kindOf, lookAt, namesIn } from './look.ts';

/** Removes a directory of our own with everything in it, or a leaf; nothing when it is not there. Never follows a link. */
export function removeTree(disk: Disk, path: string): void {
  const kind = kindOf(lookAt(path));
  if (kind === 'absent') return;
  if (kind !== 'directory') return disk.unlink(path);
  for (const name of namesIn(path)) removeTree(disk, `${path}/${name}`);
  disk.removeDirectory(path);
}
