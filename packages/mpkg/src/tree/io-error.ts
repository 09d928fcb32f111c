import { MpkgError, type MpkgErrorCode } from '../errors.ts';
import { textOfBytes } from '../bytes.ts';

const CODE_OF_ERRNO: Readonly<Record<string, readonly [MpkgErrorCode, string]>> = {
  ENOSPC: ['no-space', 'no space is left on the file system'],
  EDQUOT: ['no-space', 'the disk quota is used up'],
  EFBIG: ['no-space', 'the file system takes no file of this size'],
  EACCES: ['no-permission', 'permission denied'],
  EPERM: ['no-permission', 'operation not permitted'],
  EROFS: ['read-only', 'the file system is read-only'],
  ENAMETOOLONG: ['io-failed', 'the path is too long'],
  EIO: ['io-failed', 'the disk cannot be read or written'],
};

/** A failed system call as this package's own error, with the path it was about; errors of the package pass unchanged. */
export function ioError(thrown: unknown, subject?: string): MpkgError {
  if (thrown instanceof MpkgError) return thrown;
  const { code, message, path, dest } = thrown as NodeJS.ErrnoException & { dest?: string };
  const known = code === undefined ? undefined : CODE_OF_ERRNO[code];
  const about = subject === undefined ? (dest ?? path ?? '') : textOfBytes(subject);
  const words = known?.[1] ?? message;
  return new MpkgError(known?.[0] ?? 'io-failed', about === '' ? words : `${about}: ${words}`, {
    ...(about !== '' && { subject: about }),
    ...(code === 'EACCES' && { hint: 'run it as root, or with --root in a directory of your own' }),
    cause: thrown,
  });
}
