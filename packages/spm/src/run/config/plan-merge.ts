import { createHash } from 'node:crypto';

import { NEW_SUFFIX } from '@mpkg/mpkg';

import { mergeLines } from './merge.ts';

/** What becomes of a configuration file that the user changed and that the new version brings too. Contents are byte strings. */
export interface ConfigMerge {
  /** Where the file is, from the root of the tree; the new default lies beside it. */
  readonly path: string;
  readonly newDefault: string;
  /** Of the user's content that the merge is made for. */
  readonly ours: string;
  readonly merged: string;
}

/** Larger files are no configuration that a person edits. */
export const MAX_MERGED_BYTES = 1024 * 1024;

export interface Contents {
  /** What the old version brought. */
  readonly base: string;
  /** What the user made of it. */
  readonly ours: string;
  /** What the new version brings. */
  readonly theirs: string;
}

/** The merge of a file at `path`; undefined where a person has to do it, with the new default at hand. */
export function planMerge(path: string, { base, ours, theirs }: Contents): ConfigMerge | undefined {
  const merged = mergeLines(base, ours, theirs);
  if (merged === undefined) return undefined;
  return { path, newDefault: `${path}${NEW_SUFFIX}`, ours: digestOf(ours), merged };
}

/** Hexadecimal SHA-256 of a byte string. */
export function digestOf(content: string): string {
  return createHash('sha256').update(content, 'latin1').digest('hex');
}
