import fs from 'node:fs';
import path from 'node:path';

/** A node of a tree to build: a file's content, a link, or a directory (empty, or with members of its own). */
export type TreeNode =
  | string
  | Uint8Array
  | { readonly exec: string | Uint8Array }
  | { readonly link: string }
  | { readonly file: string | Uint8Array; readonly mode: number }
  | { readonly dir: Tree };

/** Members by name; a name may be a path such as `usr/bin/foo`. */
export type Tree = Readonly<Record<string, TreeNode>>;

/** Creates the tree below `directory`, with modes that do not depend on the umask. */
export function buildTree(directory: string, tree: Tree): void {
  makeDirectory(directory);
  for (const [name, node] of Object.entries(tree)) {
    const target = path.join(directory, name);
    makeDirectory(path.dirname(target));
    if (typeof node === 'string' || node instanceof Uint8Array) writeFile(target, node, 0o644);
    else if ('exec' in node) writeFile(target, node.exec, 0o755);
    else if ('file' in node) writeFile(target, node.file, node.mode);
    else if ('link' in node) fs.symlinkSync(node.link, target);
    else buildTree(target, node.dir);
  }
}

function makeDirectory(directory: string): void {
  if (fs.existsSync(directory)) return;
  makeDirectory(path.dirname(directory));
  fs.mkdirSync(directory);
  fs.chmodSync(directory, 0o755);
}

function writeFile(target: string, content: string | Uint8Array, mode: number): void {
  fs.writeFileSync(target, content);
  fs.chmodSync(target, mode);
}
