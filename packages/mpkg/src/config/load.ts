import { MpkgError } from '../errors.ts';
import { bytesOfText } from '../bytes.ts';
import { readBytes } from '../tree/look.ts';
import type { Configuration } from './configuration.ts';
import { parseConfiguration } from './parse.ts';

/**
 * The configuration that is named on the command line, for the running system.
 * @throws MpkgError `file-not-found`, `config-invalid`
 */
export function loadConfiguration(file: string): Configuration {
  const text = readBytes(bytesOfText(file));
  if (text !== undefined) return parseConfiguration(text, file);
  throw new MpkgError('file-not-found', `${file}: no such file`, { subject: file });
}
