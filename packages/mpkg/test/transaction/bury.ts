import fs from 'node:fs';
import path from 'node:path';
import { formatIdentity, ownIdentity } from '../../src/state/identity.ts';

/** Makes what this process left below a directory look like that of a process which is dead. */
export function bury(directory: string): void {
  const alive = formatIdentity(ownIdentity());
  const dead = formatIdentity({ ...ownIdentity(), started: '1' });
  for (const name of fs.readdirSync(directory)) {
    let file = path.join(directory, name);
    if (name.endsWith(alive)) {
      fs.renameSync(file, file.replace(alive, dead));
      file = file.replace(alive, dead);
    }
    const status = fs.lstatSync(file);
    if (status.isDirectory()) bury(file);
    else if (status.isSymbolicLink() && fs.readlinkSync(file) === alive) {
      fs.unlinkSync(file);
      fs.symlinkSync(dead, file);
    }
  }
}
