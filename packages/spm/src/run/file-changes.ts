import type { PackageId } from '../plan/package.ts';
import type { Plan, Step } from '../plan/plan.ts';
import { filesOf } from '../state/file-lists.ts';
import { hasFiles, type Artifacts, type PackageWithFiles } from './artifacts.ts';
import { leavesOf } from './pac-leaves.ts';

/** What a step does to files and links: byte strings, from the pac's root or, for what is installed, from that of the tree. */
export interface FileChanges {
  readonly id: PackageId;
  readonly added: readonly string[];
  /** In both versions; the content may be the same. */
  readonly replaced: readonly string[];
  readonly removed: readonly string[];
  /** Nobody could say what the new version brings before it is fetched. */
  readonly isUnknown: boolean;
}

export interface FileChangesInput {
  readonly root: string;
  readonly artifacts: Artifacts;
  /** The paths that a repository lists for a package; undefined when it lists none. */
  readonly listed: (found: PackageWithFiles) => readonly string[] | undefined;
}

/** The exact changes of a plan to files, before anything is fetched: from the lists of repositories, and from pacs at hand. */
export async function fileChanges(plan: Plan, input: FileChangesInput): Promise<FileChanges[]> {
  const changes: FileChanges[] = [];
  for (const step of plan.steps) changes.push(await changesOf(step, input));
  return changes;
}

async function changesOf({ id, before, after }: Step, input: FileChangesInput): Promise<FileChanges> {
  const old = new Set(before === null ? [] : filesOf(input.root, id));
  const next = after === null || !hasFiles(after) ? [] : await filesIn(after, input);
  if (next === undefined) return { id, added: [], replaced: [], removed: [], isUnknown: true };
  const kept = new Set(next);
  return {
    id,
    added: next.filter((file) => !old.has(file)),
    replaced: next.filter((file) => old.has(file)),
    removed: [...old].filter((file) => !kept.has(file)),
    isUnknown: false,
  };
}

async function filesIn(
  found: PackageWithFiles,
  { artifacts, listed }: FileChangesInput,
): Promise<readonly string[] | undefined> {
  const paths = listed(found);
  if (paths !== undefined) return paths;
  const delivery = await artifacts.find(found);
  return delivery === undefined ? undefined : await leavesOf(delivery.pac);
}
