import type { ForeignFacts, Layout, SourceFile } from '../kind.ts';
import type { StagedDirectory } from '../staged-node.ts';
import { wordsOfFile } from './file-name.ts';

/** What can be said of an archive that says nothing of itself: an archive of binaries yields programs, never a library. */
export function archiveFacts(source: SourceFile, layout: Layout, root: StagedDirectory): ForeignFacts {
  const { name, version } = wordsOfFile(source.name);
  return {
    name: layout.name ?? name,
    ...(version !== undefined && { version }),
    roles: [hasProgram(root) ? 'program' : 'files'],
  };
}

function hasProgram({ children }: StagedDirectory): boolean {
  return [...children.values()].some(
    (node) => node.kind === 'exec' || (node.kind === 'dir' && hasProgram(node)),
  );
}
