import { MpkgError, type MpkgErrorCode } from '../errors.ts';
import { textOfBytes } from '../bytes.ts';

type Words = readonly [code: MpkgErrorCode, words: string, hint?: string];

const WORDS_OF_ERRNO: Readonly<Record<string, Words>> = {
  ENOSPC: ['no-space', 'no space is left on the file system', 'df -h and df -i tell of space and of inodes'],
  EDQUOT: ['no-space', 'the disk quota is used up', 'quota -s'],
  EFBIG: ['no-space', 'the file system takes no file of this size'],
  EACCES: ['no-permission', 'permission denied', 'run it as root, or with --root in a directory of your own'],
  EPERM: ['no-permission', 'operation not permitted', 'lsattr -d tells whether it is immutable'],
  EROFS: ['read-only', 'the file system is read-only'],
  EBUSY: ['io-failed', 'it is in use: something is mounted on it', 'findmnt'],
  ENAMETOOLONG: ['io-failed', 'the path is too long'],
  EIO: ['io-failed', 'the disk cannot be read or written'],
};

/** A failed system call as this package's own error, with the path it was about; errors of the package pass unchanged. */
export function ioError(thrown: unknown, subject?: string): MpkgError {
  if (thrown instanceof MpkgError) return thrown;
  const { code, message, path, dest } = thrown as NodeJS.ErrnoException & { dest?: string };
  if (code === undefined) return internal(thrown);
  const [kind, words, hint] = WORDS_OF_ERRNO[code] ?? ['io-failed', message];
  const about = subject === undefined ? (dest ?? path ?? '') : textOfBytes(subject);
  return new MpkgError(kind, about === '' ? words : `${about}: ${words}`, {
    ...(about !== '' && { subject: about }),
    ...(hint !== undefined && { hint }),
    cause: thrown,
  });
}

function internal(thrown: unknown): MpkgError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new MpkgError('io-failed', `internal error: ${message}`, {
    hint: 'this is a fault of the program: set MPKG_DEBUG=1 to see where, and report it',
    cause: thrown,
  });
}
