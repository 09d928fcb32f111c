import fs from 'node:fs';
import { fsPath, type Bytes } from '../bytes.ts';

/** What a name stands for. */
export type PlaceKind = 'absent' | 'directory' | 'file' | 'link' | 'special';

/** lstat(2), or undefined where there is nothing (ENOENT) or cannot be anything (ENOTDIR). */
export function lookAt(path: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(fsPath(path), { throwIfNoEntry: false });
  } catch (error) {
    if (hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

export function kindOf(status: fs.Stats | undefined): PlaceKind {
  if (status === undefined) return 'absent';
  if (status.isDirectory()) return 'directory';
  if (status.isFile()) return 'file';
  return status.isSymbolicLink() ? 'link' : 'special';
}

export function linkTarget(path: string): Bytes {
  return fs.readlinkSync(fsPath(path), { encoding: 'latin1' }) as Bytes;
}

/** The names in a directory, in the order of the file system. */
export function namesIn(directory: string): Bytes[] {
  return fs.readdirSync(fsPath(directory), { encoding: 'latin1' }) as Bytes[];
}

/** A file as a byte string, or undefined when there is none. */
export function readBytes(path: string): Bytes | undefined {
  try {
    return fs.readFileSync(fsPath(path), 'latin1') as Bytes;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
