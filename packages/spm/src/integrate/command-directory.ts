import { SpmError } from '../errors.ts';

/** Where commands are linked unless the user says otherwise. */
export const COMMAND_DIRECTORY = '/usr/local/bin';

/**
 * The directory for links to commands as a path from the root.
 * @throws SpmError `request-invalid` for one that is not absolute, or leads upwards
 */
export function commandDirectoryOf(text: string): string {
  const names = text.split('/').filter((name) => name !== '' && name !== '.');
  if (text.startsWith('/') && names.length > 0 && !names.includes('..')) return names.join('/');
  throw new SpmError('request-invalid', `\`${text}\` is no absolute directory for commands`, {
    subject: text,
    hint: `spm integrate NAME --commands ${COMMAND_DIRECTORY}`,
  });
}
