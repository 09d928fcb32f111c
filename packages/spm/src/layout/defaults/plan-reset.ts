import fs from 'node:fs';
import { bytesOfText, fsPath, textOfBytes, type Bytes } from '@mpkg/mpkg';

import { errnoOf, SpmError, systemError } from '../../errors.ts';
import type { Default } from './default.ts';

/** Where defaults are put back. */
export interface ResetBases {
  readonly root: string;
  /** An absolute directory. */
  readonly home: string;
}

/** A default and what becomes of the file in its place. */
export interface PlannedReset {
  readonly default: Default;
  /** Absolute, a byte string. */
  readonly path: Bytes;
  /** `keep`: it is the default already. `restore`: it is missing. `replace`: it differs. */
  readonly action: 'keep' | 'restore' | 'replace';
}

/**
 * Holds the places of defaults against them.
 * @throws SpmError `file-conflict` naming every place that is no file or link, or is reached through something that is no directory:
 *   nothing is written through a link
 */
export function planReset(defaults: readonly Default[], bases: ResetBases): PlannedReset[] {
  const conflicts: string[] = [];
  const planned = defaults.flatMap((one): PlannedReset[] => {
    const base = bytesOfText(one.kind === 'home' ? bases.home : bases.root).replace(/\/$/, '');
    const path = `${base}/${one.path}` as Bytes;
    const action = isReachable(base, one.path) ? actionAt(path, one) : undefined;
    if (action === undefined) conflicts.push(textOfBytes(path));
    return action === undefined ? [] : [{ default: one, path, action }];
  });
  if (conflicts.length === 0) return planned;
  throw new SpmError(
    'file-conflict',
    [
      'something else is where defaults belong; nothing was changed',
      ...conflicts.map((path) => `  ${path}`),
    ].join('\n'),
    { subject: conflicts[0] ?? '', details: { paths: conflicts } },
  );
}

function isReachable(base: string, path: string): boolean {
  const names = path.split('/').slice(0, -1);
  let at = base;
  for (const name of names) {
    at += `/${name}`;
    const status = look(at);
    if (status === undefined) return true;
    if (!status.isDirectory()) return false;
  }
  return true;
}

function actionAt(path: Bytes, { node }: Default): PlannedReset['action'] | undefined {
  const status = look(path);
  if (status === undefined) return 'restore';
  if (status.isSymbolicLink()) {
    const isSame = node.type === 'link' && fs.readlinkSync(fsPath(path), 'latin1') === node.target;
    return isSame ? 'keep' : 'replace';
  }
  if (!status.isFile()) return undefined;
  const isSame = node.type === 'file' && fs.readFileSync(fsPath(path)).equals(node.read());
  return isSame ? 'keep' : 'replace';
}

function look(path: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(fsPath(path));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw systemError(error, textOfBytes(path));
  }
}
