import type { IndexEntry } from '@mpkg/manifest';

import type { ArtifactCache } from '../artifacts/cache.ts';
import { writePac } from '../foreign/write-pac.ts';
import type { StagedDirectory } from '../foreign/staged-node.ts';
import { layoutEntry } from './index-entry.ts';
import type { LayoutName } from './layout-name.ts';
import { isLayout } from './members.ts';
import { commandsIn, packageTree } from './package-tree.ts';
import { stagePac, type StagedPac } from './staged-pac.ts';
import { readTexts } from './texts.ts';

/** A layout as a repository has it. */
export interface ConvertedLayout {
  readonly entry: IndexEntry;
  /** Path of the archive, in the cache; undefined for a layout without files. */
  readonly pac: string | undefined;
}

/**
 * Converts what a directory or archive of the `name-platform-version` layout was packed to. The same layout gives the same
 * archive anywhere.
 * @param packed an uncompressed pac of the whole directory, which may have the directory's name as its one member
 * @returns undefined when it is none of the layout
 * @throws SpmError `package-malformed`, naming the member; of exit 12
 */
export async function convertLayout(
  cache: ArtifactCache,
  packed: string,
  name: LayoutName,
): Promise<ConvertedLayout | undefined> {
  using staged = await stagePac(packed);
  const root = [staged.root, onlyDirectory(staged.root)].find((each) => each !== undefined && isLayout(each));
  return root && convertStaged(cache, { ...staged, root }, name);
}

function onlyDirectory({ children }: StagedDirectory): StagedDirectory | undefined {
  const [only] = children.values();
  return children.size === 1 && only?.kind === 'dir' ? only : undefined;
}

async function convertStaged(
  cache: ArtifactCache,
  { root, contents }: Pick<StagedPac, 'root' | 'contents'>,
  name: LayoutName,
): Promise<ConvertedLayout> {
  const tree = packageTree(root, name.name);
  const facts = {
    name,
    tree,
    texts: readTexts(root, contents, ['ver', 'dep', 'sys', 'cert']),
    commands: commandsIn(root),
  };
  if (tree.files.length === 0) return { entry: layoutEntry({ ...facts, pac: undefined }), pac: undefined };
  using file = cache.temporary();
  const { sha256, size } = await writePac(tree.root, contents, file.path);
  const entry = layoutEntry({ ...facts, pac: { url: `${fileName(name)}.pac`, size, sha256 } });
  return { entry, pac: cache.adopt(file.path, sha256) };
}

/** `hello_1.0_amd64`. */
function fileName({ name, version, architecture }: LayoutName): string {
  return `${name}_${version}_${architecture}`;
}
