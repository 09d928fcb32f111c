import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryDirectory } from './temporary.ts';

export type FileSystemType = 'ext4' | 'btrfs';

/** A file system of its own, unmounted and removed with the scope. */
export interface Mounted extends Disposable {
  readonly path: string;
}

/** Whether this user can mount, and the file system's tools and driver are there. */
export function canMount(type: FileSystemType | 'tmpfs'): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    using mounted = type === 'tmpfs' ? mountTmpfs('1m') : mountImage(type);
    return fs.existsSync(mounted.path);
  } catch {
    return false;
  }
}

/** @param size in the words of mount(8): `512k` */
export function mountTmpfs(size: string): Mounted {
  const directory = temporaryDirectory();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'mpkg-test', directory.path]);
  return {
    path: directory.path,
    [Symbol.dispose]() {
      unmount(directory.path);
      directory[Symbol.dispose]();
    },
  };
}

/** A fresh file system in an image file, or a copy of an image, loop-mounted. */
export interface MountedImage extends Mounted {
  /** Copies what has reached the device so far: what a power cut at this moment would leave. */
  copyImage(): string;
}

/** At once, also while a program that was killed is still at work there: the kernel ends it with that program's last call. */
function unmount(target: string): void {
  execFileSync('umount', ['--lazy', target], { stdio: 'pipe' });
}

const IMAGE_SIZE: Readonly<Record<FileSystemType, string>> = { ext4: '48M', btrfs: '128M' };
const FORMAT: Readonly<Record<FileSystemType, readonly string[]>> = {
  ext4: ['mkfs.ext4', '-q', '-F'],
  btrfs: ['mkfs.btrfs', '-q', '-f', '-M'],
};

export function mountImage(type: FileSystemType, image?: string): MountedImage {
  const directory = temporaryDirectory(fs.existsSync('/dev/shm') ? '/dev/shm' : undefined);
  const file = path.join(directory.path, 'image');
  const target = path.join(directory.path, 'mounted');
  fs.mkdirSync(target);
  if (image === undefined) {
    execFileSync('truncate', ['-s', IMAGE_SIZE[type], file]);
    const [program = '', ...args] = FORMAT[type];
    execFileSync(program, [...args, file], { stdio: 'pipe' });
  } else fs.renameSync(image, file);
  execFileSync('mount', ['-t', type, '-o', 'loop', file, target], { stdio: 'pipe' });
  let copies = 0;
  return {
    path: target,
    copyImage() {
      const copy = path.join(directory.path, `copy-${copies++}`);
      execFileSync('cp', ['--sparse=always', file, copy]);
      return copy;
    },
    [Symbol.dispose]() {
      unmount(target);
      directory[Symbol.dispose]();
    },
  };
}
