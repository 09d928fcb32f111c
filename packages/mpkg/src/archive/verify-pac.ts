import fs from 'node:fs';
import { MpkgError, type MpkgErrorCode } from '../errors.ts';
import { archiveError } from './archive-error.ts';
import { openPac, type OpenOptions } from './open-pac.ts';
import { verifyFileDigest } from './running-digest.ts';

export interface Problem {
  readonly code: MpkgErrorCode;
  readonly message: string;
}

export interface Verification {
  readonly valid: boolean;
  readonly problems: readonly Problem[];
}

export interface VerifyOptions extends Pick<OpenOptions, 'onHeader'> {
  /** The SHA-256 that the file as stored must have, in hexadecimal. */
  readonly sha256?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const EXIT_VERIFICATION_FAILED = 6;

/**
 * Reads all of an archive. The first fault of its form ends that check; the digest is compared in any case.
 * @throws MpkgError for what is not a fault of the archive: `file-not-found`, `usage`, `codec-unavailable`
 */
export async function verifyPac(
  file: string,
  { sha256, ...options }: VerifyOptions = {},
): Promise<Verification> {
  const problems = [
    ...(await problemOf(() => readAll(file, options))),
    ...(sha256 === undefined ? [] : await problemOf(() => compareDigest(file, sha256))),
  ];
  return { valid: problems.length === 0, problems };
}

async function readAll(file: string, { signal, onHeader }: Omit<VerifyOptions, 'sha256'>): Promise<void> {
  await using reader = await openPac(file, { onHeader });
  await reader.readContents(undefined, { signal });
}

async function compareDigest(file: string, sha256: string): Promise<void> {
  const fd = fs.openSync(file, 'r');
  try {
    await verifyFileDigest(fd, sha256);
  } catch (error) {
    throw archiveError(file, error);
  } finally {
    fs.closeSync(fd);
  }
}

async function problemOf(check: () => Promise<void>): Promise<Problem[]> {
  try {
    await check();
    return [];
  } catch (error) {
    if (error instanceof MpkgError && error.exit === EXIT_VERIFICATION_FAILED) {
      return [{ code: error.code, message: error.message }];
    }
    throw error;
  }
}
