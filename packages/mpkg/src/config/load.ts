import { MpkgError } from '../errors.ts';
import { bytesOfText } from '../bytes.ts';
import { readBytes } from '../tree/look.ts';
import { EMPTY_CONFIGURATION, type Configuration } from './configuration.ts';
import { parseConfiguration } from './parse.ts';

/** From the root or prefix that is worked in. */
const CONFIGURATION_FILE = 'etc/mpkg.conf';

/**
 * The configuration of a root: the file named on the command line, or `etc/mpkg.conf` below `home`, which need not exist and
 * whose absolute directories lie inside `home`.
 * @throws MpkgError `file-not-found` for a named file, `config-invalid`
 */
export function loadConfiguration(home: string, named: string | undefined): Configuration {
  const file = named ?? `${home.replace(/\/$/, '')}/${CONFIGURATION_FILE}`;
  const text = readBytes(bytesOfText(file));
  if (text !== undefined)
    return parseConfiguration(text, file, named === undefined ? home.replace(/\/$/, '') : '');
  if (named === undefined) return EMPTY_CONFIGURATION;
  throw new MpkgError('file-not-found', `${file}: no such file`, { subject: file });
}
