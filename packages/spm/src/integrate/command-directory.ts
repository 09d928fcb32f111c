import { SpmError } from '../errors.ts';

/** Where commands are linked unless the user says otherwise. */
export const COMMAND_DIRECTORY = '/usr/local/bin';

/** A name in a path that needs no quotes in a shell, or in a line of words. */
const NAME = /^(?!\.\.$)[\w.+@%-]+$/;

/**
 * The directory for links to commands as an absolute path in its plainest form.
 * @throws SpmError `request-invalid` for one that is not absolute, leads upwards, or would have to be quoted
 */
export function commandDirectoryOf(text: string): string {
  const names = text.split('/').filter((name) => name !== '' && name !== '.');
  if (text.startsWith('/') && names.length > 0 && names.every((name) => NAME.test(name))) {
    return `/${names.join('/')}`;
  }
  throw new SpmError('request-invalid', `\`${text}\` is no absolute directory for commands`, {
    subject: text,
    hint: `spm integrate NAME --commands ${COMMAND_DIRECTORY}`,
  });
}
