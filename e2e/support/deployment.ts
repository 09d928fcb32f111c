import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { BIN, buildTree, fingerprint, runTool, type Tree, type TreeNode } from '@mpkg/testkit';

export const MPKG = path.join(BIN, 'mpkg');

/** What mpkg writes of its own below a root. */
const STATE = 'var/lib/mpkg';

/** A tree that other things live in already: shared directories, a link, an empty directory. */
export const BASE_TREE: Tree = {
  'usr/bin/other': { exec: 'other' },
  'usr/lib/other.so': 'other',
  lib: { link: 'usr/lib' },
  'usr/share/empty': { dir: {} },
  'etc/other.conf': 'other',
  'var/lib': { dir: {} },
};

/** A package of about 200 files in two versions: files in shared directories, new subtrees, links; some change, some go. */
export function packageTree(version: 1 | 2): Tree {
  const tree: Record<string, TreeNode> = {
    'usr/bin/demo': { exec: `demo ${version}` },
    'usr/bin/demo-link': { link: version === 1 ? 'demo' : './demo' },
    'lib/demo.so.1': { exec: `library ${version}` },
    'etc/demo.conf': 'setting=1\n',
    [`usr/share/only-in-${version}`]: 'x',
    'usr/share/empty/now-used': 'y',
    ...(version === 1
      ? { 'usr/share/turns': 'a file' }
      : { 'usr/share/turns': { dir: { inner: 'a directory' } } }),
  };
  for (let at = 0; at < 96; at++) {
    tree[`usr/share/demo/part-${at % 8}/file-${at}`] =
      at % 10 === 0 ? `content ${at} of ${version}\n`.repeat(40) : `same ${at}`;
    tree[`usr/lib/demo-${at}`] = at % 12 === 0 ? `object ${at} of ${version}` : `object ${at}`;
  }
  return tree;
}

/** Packs a tree as `NAME.pac` in a directory of its own, so that two versions of a package can share a name. */
export async function pack(directory: string, tree: Tree, name = 'demo'): Promise<string> {
  buildTree(path.join(directory, 'tree'), tree);
  const file = path.join(directory, `${name}.pac`);
  const { exit, stderr } = await runTool('mpac', ['create', file, path.join(directory, 'tree')]);
  assert.equal(exit, 0, stderr);
  return file;
}

/** Both versions of the package. */
export async function packBoth(directory: string): Promise<{ readonly old: string; readonly new: string }> {
  return {
    old: await pack(path.join(directory, 'old'), packageTree(1)),
    new: await pack(path.join(directory, 'new'), packageTree(2)),
  };
}

/** A copy that the engine takes for the original: times and links as they are. */
export function copyRoot(root: string, copy: string): string {
  fs.cpSync(root, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  return copy;
}

/** The tree without mpkg's own state, owners included. */
export function treeOf(root: string): readonly string[] {
  return fingerprint(root, { except: [STATE], owners: true });
}

/** What mpkg itself says of a root: its packages, their files, and whether each is as it was deployed. */
export async function stateOf(root: string): Promise<object> {
  const packages = (await runTool('mpkg', ['-l', '--root', root])).stdout.split('\n').filter(Boolean);
  const files = await Promise.all(
    packages.map(async (name) => (await runTool('mpkg', ['-l', name, '--root', root])).stdout),
  );
  const { exit, stdout } = await runTool('mpkg', ['-c', '--root', root]);
  return { packages, files, check: { exit, stdout } };
}

/** Temporary names, journals and locks that a finished run must not leave anywhere below a root. */
export function leftovers(root: string): readonly string[] {
  return fs
    .readdirSync(root, { recursive: true, encoding: 'latin1' })
    .filter((name) => /(^|\/)\.mpkg-|\/(journal|lock)[^/]*$|\.(tmp|new)(\.|$)/.test(name));
}
