import fs from 'node:fs';
import { fsPath } from '../bytes.ts';
import { syncFileSystem } from './sync-file-system.ts';

/**
 * Every call that changes a disk, one system call each unless it says otherwise. The engine changes nothing by another way, so
 * a test that makes the n-th call fail has tried every failure there is. Paths are byte strings; errors are Node's own.
 */
export interface Disk {
  makeDirectory(path: string, mode: number): void;
  /** Opens a new file for writing; EEXIST when the name is taken, by a dangling link too. */
  create(path: string, mode: number): number;
  openForAppend(path: string): number;
  /** Writes all of `bytes`. */
  write(descriptor: number, bytes: Uint8Array): void;
  close(descriptor: number): void;
  truncate(path: string, bytes: number): void;
  makeLink(target: string, path: string): void;
  /** A second name for the same inode; a symbolic link is not followed. */
  hardLink(existing: string, path: string): void;
  /** Shares the blocks where the file system can. Several system calls. */
  copy(from: string, path: string): void;
  rename(from: string, to: string): void;
  unlink(path: string): void;
  removeDirectory(path: string): void;
  setMode(path: string, mode: number): void;
  /** Never follows a link. */
  setOwner(path: string, uid: number, gid: number): void;
  sync(descriptor: number): void;
  /** @returns false where there is no way to do that; `EINTR` when it was cut short */
  syncFileSystem(directory: string): Promise<boolean>;
}

const { O_WRONLY, O_CREAT, O_EXCL, O_APPEND, O_NOFOLLOW } = fs.constants;

export const realDisk: Disk = {
  makeDirectory: (path, mode) => {
    fs.mkdirSync(fsPath(path), mode);
  },
  create: (path, mode) => fs.openSync(fsPath(path), O_WRONLY | O_CREAT | O_EXCL, mode),
  openForAppend: (path) => fs.openSync(fsPath(path), O_WRONLY | O_APPEND | O_NOFOLLOW),
  write: (descriptor, bytes) => {
    for (let done = 0; done < bytes.length;) {
      done += fs.writeSync(descriptor, bytes, done, bytes.length - done);
    }
  },
  close: (descriptor) => fs.closeSync(descriptor),
  truncate: (path, bytes) => fs.truncateSync(fsPath(path), bytes),
  makeLink: (target, path) => fs.symlinkSync(fsPath(target), fsPath(path)),
  hardLink: (existing, path) => fs.linkSync(fsPath(existing), fsPath(path)),
  copy: (from, path) =>
    fs.copyFileSync(fsPath(from), fsPath(path), fs.constants.COPYFILE_EXCL | fs.constants.COPYFILE_FICLONE),
  rename: (from, to) => fs.renameSync(fsPath(from), fsPath(to)),
  unlink: (path) => fs.unlinkSync(fsPath(path)),
  removeDirectory: (path) => fs.rmdirSync(fsPath(path)),
  setMode: (path, mode) => fs.chmodSync(fsPath(path), mode),
  setOwner: (path, uid, gid) => fs.lchownSync(fsPath(path), uid, gid),
  sync: (descriptor) => fs.fsyncSync(descriptor),
  syncFileSystem,
};
