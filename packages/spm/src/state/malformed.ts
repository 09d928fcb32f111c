import { SpmError } from '../errors.ts';

/** A file of the state cannot be read; most of them are made anew from the records of transactions. */
export function stateMalformed(file: string, what: string, cause?: unknown): SpmError {
  return new SpmError('state-malformed', `${file} ${what}`, { subject: file, hint: 'spm recover', cause });
}
