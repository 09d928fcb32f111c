import { textOfBytes, type Bytes } from '@mpkg/mpkg';
import type { Call } from '@mpkg/cli';

import type { ArtifactCache } from '../../artifacts/cache.ts';
import type { Settings } from '../../config/index.ts';
import type { PackageWithFiles } from '../../package/package.ts';
import type { Plan } from '../../plan/plan.ts';
import { sizeText } from '../../query/size-text.ts';
import type { Delivery } from '../../run/artifacts.ts';
import { Beginnings } from '../../run/beginnings.ts';
import { findPrepared } from '../../run/cached-artifacts.ts';
import { fileChanges, type FileChanges } from '../../run/file-changes.ts';
import { StateStore } from '../../state/store.ts';
import { openArtifacts } from '../change/open-artifacts.ts';
import { rootOf } from '../surroundings.ts';

/** What a step does to files, as it is shown: absolute paths. */
export interface ShownChanges {
  readonly id: string;
  readonly added: readonly string[];
  readonly replaced: readonly string[];
  readonly removed: readonly string[];
  /** Known only once it is fetched. */
  readonly isUnknown: boolean;
}

/**
 * What a plan does to files. Of pacs that are not in the cache only the beginnings are fetched.
 * @param made a cache besides the root's own
 * @throws SpmError `file-conflict`; of exit 6 and 7
 */
export async function planFiles(
  call: Call,
  { network }: Settings,
  { plan, made }: { readonly plan: Plan; readonly made?: ArtifactCache },
): Promise<ShownChanges[]> {
  const { signal, report } = call;
  using opened = openArtifacts(call, { network });
  const { offline, parallel: downloads } = network;
  const find = async (wanted: PackageWithFiles): Promise<Delivery | undefined> =>
    (made && findPrepared(made, wanted)) ?? opened.artifacts.find(wanted);
  using beginnings = new Beginnings({ ...opened, artifacts: { find }, offline, downloads, signal });
  const changes = await fileChanges(plan, {
    store: new StateStore(rootOf(call)),
    beginnings: (packages) => beginnings.of(packages),
  });
  report.detail(`fetched ${sizeText(beginnings.fetched)} of indexes of packages, and no contents`);
  return changes.map(shown);
}

/** The changes of each package, a file a line. */
export function fileLines(changes: readonly ShownChanges[]): string[] {
  return changes.flatMap(({ id, added, replaced, removed, isUnknown }) => {
    if (isUnknown) return [`files of ${id}: known once it is downloaded`];
    const lines = [
      ...removed.map((path) => `  - ${path}`),
      ...replaced.map((path) => `  ~ ${path}`),
      ...added.map((path) => `  + ${path}`),
    ];
    return lines.length === 0 ? [] : [`files of ${id}:`, ...lines];
  });
}

function shown({ id, added, replaced, removed, isUnknown }: FileChanges): ShownChanges {
  return { id, added: absolute(added), replaced: absolute(replaced), removed: absolute(removed), isUnknown };
}

function absolute(paths: readonly string[]): string[] {
  return paths.map((path) => `/${textOfBytes(path as Bytes)}`);
}
