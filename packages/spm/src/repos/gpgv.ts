import { execFile } from 'node:child_process';

import { errnoOf, SpmError } from '../errors.ts';

const LONGEST_MESSAGE = 64 * 1024 * 1024;

export interface Signed {
  /** The signed file, or the clearsigned one. */
  readonly file: string;
  /** A binary OpenPGP keyring; any of its keys will do. */
  readonly keyring: string;
  /** For messages: where the file came from. */
  readonly subject: string;
}

/**
 * The message of a clearsigned file, as `gpgv` vouches for it.
 *
 * @throws SpmError `signature-invalid`, or `tool-missing` without `gpgv`.
 */
export function verifiedMessage(signed: Signed): Promise<string> {
  return gpgv(signed, ['--output', '-', signed.file], undefined);
}

/**
 * Checks a file against a detached signature, armoured or binary.
 *
 * @throws SpmError `signature-invalid`, or `tool-missing` without `gpgv`.
 */
export async function verifyDetached(signed: Signed, signature: Uint8Array): Promise<void> {
  await gpgv(signed, ['-', signed.file], signature);
}

function gpgv(signed: Signed, args: readonly string[], input: Uint8Array | undefined): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const options = { maxBuffer: LONGEST_MESSAGE, encoding: 'utf8' } as const;
  const child = execFile('gpgv', ['--keyring', signed.keyring, ...args], options, (error, stdout, stderr) => {
    if (error === null) resolve(stdout);
    else reject(errnoOf(error) === 'ENOENT' ? missing(signed) : invalid(signed, stderr));
  });
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  return promise;
}

function missing({ subject }: Signed): SpmError {
  const message = `${subject} cannot be verified: gpgv is not installed`;
  return new SpmError('tool-missing', message, { subject, hint: 'install gpgv, or remove the keyring' });
}

function invalid({ subject, keyring }: Signed, stderr: string): SpmError {
  const reason = stderr.trim().split('\n').at(-1) ?? 'no reason given';
  return new SpmError('signature-invalid', `${subject} is not signed by a key of ${keyring}: ${reason}`, {
    subject,
    details: { keyring, output: stderr.trim() },
  });
}
