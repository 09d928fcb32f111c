import fs from 'node:fs';
import { bytesOfText, fsPath, type Bytes } from '@mpkg/mpkg';

import { systemError } from '../../errors.ts';
import type { DefaultNode } from './default.ts';

const PERMISSIONS = 0o777;

/** A file of the tree as a default. `file` is a byte string from the root. @throws SpmError `file-not-found` and the like */
export function nodeOfFile(root: string, file: string): DefaultNode {
  const path = fsPath(`${bytesOfText(root === '/' ? '' : root)}/${file}`);
  try {
    const status = fs.lstatSync(path);
    if (status.isSymbolicLink()) {
      return { type: 'link', target: fs.readlinkSync(path, 'latin1') as Bytes };
    }
    return { type: 'file', mode: status.mode & PERMISSIONS, read: () => fs.readFileSync(path) };
  } catch (error) {
    throw systemError(error, `/${file}`);
  }
}
