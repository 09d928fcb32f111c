import fs from 'node:fs';
import { MpkgError } from '../errors.ts';
import { fsPath, textOfBytes, type Bytes } from '../bytes.ts';

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

/** Whether nobody but root and this process's user can write to a file. */
export function isOnlyOurs({ uid, mode }: fs.Stats): boolean {
  return (uid === 0 || uid === process.geteuid?.()) && (mode & 0o022) === 0;
}

export function linkTarget(path: string): Bytes {
  return fs.readlinkSync(fsPath(path), { encoding: 'latin1' }) as Bytes;
}

/** The names in a directory, in the order of the file system. */
export function namesIn(directory: string): Bytes[] {
  return fs.readdirSync(fsPath(directory), { encoding: 'latin1' }) as Bytes[];
}

/** A pipe is opened without waiting for somebody who writes into it. */
const { O_RDONLY, O_NONBLOCK } = fs.constants;

/** A file as a byte string, or undefined when there is none. @throws MpkgError `io-failed` for what is no regular file */
export function readBytes(path: string): Bytes | undefined {
  let descriptor = -1;
  try {
    descriptor = fs.openSync(fsPath(path), O_RDONLY | O_NONBLOCK);
    if (!fs.fstatSync(descriptor).isFile()) throw notRegular(textOfBytes(path));
    return fs.readFileSync(descriptor, 'latin1') as Bytes;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    throw error instanceof MpkgError ? error : Object.assign(error as Error, { path: textOfBytes(path) });
  } finally {
    if (descriptor >= 0) fs.closeSync(descriptor);
  }
}

function notRegular(subject: string): MpkgError {
  return new MpkgError('io-failed', `${subject}: it is not a regular file`, { subject });
}

/** Whether link(2) failed because a second name is not possible there: another file system, none that has them, or a policy. */
export function refusesLink(error: unknown): boolean {
  return ['EXDEV', 'EPERM', 'EMLINK', 'EOPNOTSUPP', 'ENOTSUP', 'ENOSYS'].some((code) => hasCode(error, code));
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
