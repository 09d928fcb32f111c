import fs from 'node:fs';

import { SpmError, systemError } from '../../errors.ts';

/**
 * Whether defaults may be put into a home directory: it is there, and whoever puts them there owns it. In a home of another user,
 * root would write where that user leads it.
 * @throws SpmError `file-not-found`, `no-permission`
 */
export function checkHome(home: string): void {
  let owner: number;
  try {
    owner = fs.statSync(home).uid;
  } catch (error) {
    throw systemError(error, home);
  }
  if (owner === process.getuid?.()) return;
  throw new SpmError('no-permission', `${home} belongs to another user`, {
    subject: home,
    hint: `sudo -u '#${owner}' spm reset_home NAME`,
  });
}
