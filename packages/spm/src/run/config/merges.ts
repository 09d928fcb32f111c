import fs from 'node:fs';
import { fsPath, NEW_SUFFIX, openPac, type Bytes, type DeployPlan, type PlannedEntry } from '@mpkg/mpkg';

import { systemError } from '../../errors.ts';
import { MAX_MERGED_BYTES, planMerge, type ConfigMerge } from './plan-merge.ts';

export interface MergeInput {
  readonly root: string;
  /** What the engine is about to do. */
  readonly plan: DeployPlan;
  /** The new version's pac. */
  readonly pac: string;
  /** The path of the installed version's pac; undefined when there is none, or it was not kept. */
  readonly findPrevious: () => Promise<string | undefined>;
}

/** The merges of all configuration files that stay as the user has them, where lines allow it. */
export async function mergesOf({ root, plan, pac, findPrevious }: MergeInput): Promise<ConfigMerge[]> {
  const beside: PlannedEntry[] = [];
  for (const entry of plan.entries) if (isBeside(entry)) beside.push(entry);
  if (beside.length === 0) return [];
  const previousPac = await findPrevious();
  const merges: ConfigMerge[] = [];
  for (const entry of beside) {
    const own = entry.path.slice(0, -NEW_SUFFIX.length) as Bytes;
    const at = [entry.directory, entry.name.slice(0, -NEW_SUFFIX.length)]
      .filter((part) => part !== '')
      .join('/');
    const ours = contentOf(`${root === '/' ? '' : root}/${at}`);
    const theirs = await contentIn(pac, own);
    if (ours === undefined || theirs === undefined) continue;
    const base = previousPac === undefined ? undefined : await contentIn(previousPac, own);
    const merge = planMerge(at, { base: base ?? '', ours, theirs });
    if (merge !== undefined) merges.push(merge);
  }
  return merges;
}

function isBeside({ action, name }: PlannedEntry): boolean {
  return action !== 'make' && name.endsWith(NEW_SUFFIX);
}

/** A small regular file's content; undefined for anything else. */
function contentOf(file: string): string | undefined {
  try {
    const status = fs.lstatSync(fsPath(file), { throwIfNoEntry: false });
    if (status?.isFile() !== true || status.size > MAX_MERGED_BYTES) return undefined;
    return fs.readFileSync(fsPath(file), 'latin1');
  } catch (error) {
    throw systemError(error, file);
  }
}

/** The content of a small file in a pac; undefined when the pac has none there. */
async function contentIn(pac: string, path: Bytes): Promise<string | undefined> {
  await using reader = await openPac(pac);
  const { index } = reader;
  for (let entry = 0; entry < index.length; entry++) {
    if (index.path(entry) !== path) continue;
    if (index.isDirectory(entry) || index.size(entry) > MAX_MERGED_BYTES) return undefined;
    const pieces: Buffer[] = [];
    for await (const piece of reader.readEntry(entry)) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces).toString('latin1');
  }
  return undefined;
}
