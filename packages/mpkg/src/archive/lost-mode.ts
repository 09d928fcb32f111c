import type { Stats } from 'node:fs';
import type { EntryKind } from '../pac/kind.ts';
import type { ModeRow } from './modes.ts';

export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** The mode that an entry of each kind is given when it is unpacked; a link has none. */
export const STORED_MODE: Readonly<Record<EntryKind, number | undefined>> = {
  dir: 0o755,
  exec: 0o755,
  file: 0o644,
  link: undefined,
};

/** setuid, setgid, sticky. */
const SPECIAL_BITS = 0o7000;
/** What a umask decides and nobody means: write permission for the group and others. */
const UMASK_BITS = 0o022;

/**
 * What an archive would lose of an entry's mode and ownership, `undefined` when that is nothing. Ownership by root or by the
 * packer, and write bits that come from a umask, are nothing.
 */
export function lostMode(status: Stats, kind: EntryKind, packer: Identity): ModeRow | undefined {
  const stored = STORED_MODE[kind];
  const mode = status.mode & 0o7777;
  const isForeign = {
    owner: status.uid !== 0 && status.uid !== packer.uid,
    group: status.gid !== 0 && status.gid !== packer.gid,
  };
  const isModeLost =
    stored !== undefined &&
    mode !== stored &&
    (isForeign.owner || isForeign.group || (mode & SPECIAL_BITS) !== 0 || (mode & ~UMASK_BITS) !== stored);
  if (!isModeLost && !isForeign.owner && !isForeign.group) return undefined;
  return {
    ...(isModeLost && { mode }),
    ...(isForeign.owner && { owner: status.uid }),
    ...(isForeign.group && { group: status.gid }),
  };
}
