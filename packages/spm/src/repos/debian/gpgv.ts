import { execFile } from 'node:child_process';

import { errnoOf, SpmError } from '../../errors.ts';

const LONGEST_MESSAGE = 64 * 1024 * 1024;

/**
 * The message of a clearsigned file, as `gpgv` vouches for it.
 *
 * @param keyring a binary OpenPGP keyring; any of its keys will do.
 * @throws SpmError `signature-invalid`, or `tool-missing` without `gpgv`.
 */
export async function verifiedMessage(file: string, keyring: string, subject: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const args = ['--keyring', keyring, '--output', '-', file];
  execFile('gpgv', args, { maxBuffer: LONGEST_MESSAGE, encoding: 'utf8' }, (error, stdout, stderr) => {
    if (error === null) resolve(stdout);
    else reject(errnoOf(error) === 'ENOENT' ? missing(subject) : invalid(subject, stderr, keyring));
  });
  return promise;
}

function missing(subject: string): SpmError {
  const message = `${subject} cannot be verified: gpgv is not installed`;
  return new SpmError('tool-missing', message, { subject, hint: 'install gpgv, or remove the keyring' });
}

function invalid(subject: string, stderr: string, keyring: string): SpmError {
  const reason = stderr.trim().split('\n').at(-1) ?? 'no reason given';
  return new SpmError('signature-invalid', `${subject} is not signed by a key of ${keyring}: ${reason}`, {
    subject,
    details: { keyring, output: stderr.trim() },
  });
}
