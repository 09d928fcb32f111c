import fs from 'node:fs';
import path from 'node:path';
import { fsPath, textOfBytes, type Bytes } from '@mpkg/mpkg';

import { errnoOf, systemError } from '../../errors.ts';
import type { DefaultNode } from './default.ts';
import type { PlannedReset } from './plan-reset.ts';

export interface ResetFile {
  /** Absolute, as text. */
  readonly path: string;
  readonly action: PlannedReset['action'];
  /** Where the file that was there is now; absolute, as text. */
  readonly backup?: string;
}

/**
 * Puts defaults in their places, each in one step: whatever happens, a file is the old one or the new one. Repeated, it does what
 * is left to do. Owner and permissions of a file that is there stay.
 * @param backup keep what is replaced beside it, as `PATH.~1~`, `PATH.~2~` and so on
 * @throws SpmError of exit 12
 */
export function applyReset(planned: readonly PlannedReset[], backup: boolean): ResetFile[] {
  return planned.map(({ default: { node }, path: place, action }) => {
    try {
      const kept = action === 'replace' && backup ? keepBeside(place) : undefined;
      if (action !== 'keep') put(place, node);
      return { path: textOfBytes(place), action, ...(kept !== undefined && { backup: textOfBytes(kept) }) };
    } catch (error) {
      throw systemError(error, textOfBytes(place));
    }
  });
}

/** The first number that is free. The file keeps its own name as well, until it is replaced. */
function keepBeside(place: Bytes): Bytes {
  for (let number = 1; ; number++) {
    const beside = `${place}.~${number}~` as Bytes;
    try {
      fs.linkSync(fsPath(place), fsPath(beside));
      return beside;
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
    }
  }
}

function put(place: Bytes, node: DefaultNode): void {
  fs.mkdirSync(fsPath(path.posix.dirname(place)), { recursive: true, mode: 0o755 });
  const draft = fsPath(`${place}.spm-reset`);
  fs.rmSync(draft, { force: true });
  if (node.type === 'link') fs.symlinkSync(fsPath(node.target), draft);
  else writeDraft(draft, node, fs.lstatSync(fsPath(place), { throwIfNoEntry: false }));
  fs.renameSync(draft, fsPath(place));
}

function writeDraft(
  draft: string | Buffer,
  { read, mode }: Extract<DefaultNode, { type: 'file' }>,
  present: fs.Stats | undefined,
): void {
  const file = present?.isFile() === true ? present : undefined;
  fs.writeFileSync(draft, read(), { flag: 'wx', mode: 0o600, flush: true });
  if (file !== undefined && process.getuid?.() === 0) fs.chownSync(draft, file.uid, file.gid);
  fs.chmodSync(draft, file === undefined ? mode : file.mode & 0o7777);
}
