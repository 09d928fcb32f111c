import { bytesOfText, type Bytes } from '@mpkg/mpkg';

import {
  plainAttributes,
  sizeOf,
  type StagedDirectory,
  type StagedFile,
  type StagedLink,
  type StagedNode,
} from '../foreign/staged-node.ts';
import { StagedTree } from '../foreign/staged-tree.ts';
import { isLicence } from './members.ts';
import { malformedText } from './texts.ts';

/** What of a layout goes into the pac. */
export interface PackageTree {
  readonly root: StagedDirectory;
  /** Files of the user's once they are installed: paths from the root. */
  readonly config: readonly string[];
  /** Every file and link: paths from the root. */
  readonly files: readonly string[];
  /** Bytes of all files. */
  readonly size: number;
}

/** Where defaults are put when the package is installed; those of users' homes only wait in the package. */
export const DEFAULTS = { conf: 'etc', data: 'var/lib', home: undefined } as const;

/** Where a package lies, from the root. */
export function homeOf(name: string): string {
  return `opt/${name}`;
}

/**
 * Programs, documents, defaults and licence below `opt/NAME`, and a copy of the defaults where programs look for them.
 * @throws SpmError `package-malformed`
 */
export function packageTree(layout: StagedDirectory, name: string): PackageTree {
  const home = homeOf(name);
  const packed = new Packed();
  for (const part of ['bin', 'def', 'doc']) packed.add(childOf(layout, part), `${home}/${part}`);
  packed.add(asPrograms(childOf(layout, 'cmd')), `${home}/cmd`);
  for (const [file, node] of layout.children) {
    if (isLicence(file, node)) packed.addLeaf(node as StagedFile, `${home}/${file}`);
  }
  for (const [kind, defaults] of childOf(layout, 'def')?.children ?? []) {
    if (!Object.hasOwn(DEFAULTS, kind) || defaults.kind !== 'dir') {
      throw malformedText(`def/${kind}`, 'def has the directories conf, data and home');
    }
    const place = DEFAULTS[kind as keyof typeof DEFAULTS];
    if (place !== undefined) packed.addConfiguration(defaults, place);
  }
  return packed.result();
}

/** Archives may come without permissions, but a command that cannot be run is none. */
function asPrograms(directory: StagedDirectory | undefined): StagedDirectory | undefined {
  if (directory === undefined) return undefined;
  const children = Array.from(directory.children, ([name, node]): [Bytes, StagedNode] => [
    name,
    node.kind === 'file' ? { ...node, kind: 'exec', attributes: plainAttributes('exec') } : node,
  ]);
  return { ...directory, children: new Map(children) };
}

/** The files and links right in `cmd`. @throws SpmError `package-malformed` for a directory */
export function commandsIn(layout: StagedDirectory): string[] {
  return Array.from(childOf(layout, 'cmd')?.children ?? [], ([name, { kind }]) => {
    if (kind === 'dir') throw malformedText(`cmd/${name}`, 'cmd has no directories');
    return textOfPath(name);
  });
}

function childOf(layout: StagedDirectory, name: string): StagedDirectory | undefined {
  const node = layout.children.get(bytesOfText(name));
  return node?.kind === 'dir' ? node : undefined;
}

class Packed {
  readonly #tree = new StagedTree(Infinity);
  readonly #config: Bytes[] = [];
  readonly #files: Bytes[] = [];
  #size = 0;

  add(directory: StagedDirectory | undefined, path: string, leaves: Bytes[] = []): void {
    if (directory === undefined) return;
    this.#tree.addDirectory(namesOf(path), directory.attributes);
    for (const [name, node] of directory.children) {
      const member = `${path}/${name}`;
      if (node.kind === 'dir') this.add(node, member, leaves);
      else leaves.push(this.addLeaf(node, member));
    }
  }

  addConfiguration(defaults: StagedDirectory, path: string): void {
    this.add(defaults, path, this.#config);
  }

  addLeaf(leaf: StagedFile | StagedLink, path: string): Bytes {
    this.#tree.addLeaf(namesOf(path), leaf);
    this.#files.push(path as Bytes);
    this.#size += leaf.kind === 'link' ? 0 : sizeOf(leaf.content);
    return path as Bytes;
  }

  result(): PackageTree {
    return {
      root: this.#tree.root,
      config: this.#config.map(textOfPath),
      files: this.#files.map(textOfPath),
      size: this.#size,
    };
  }
}

function namesOf(path: string): readonly Bytes[] {
  return path.split('/') as Bytes[];
}

/** An index holds paths as text. @throws SpmError `package-malformed` */
function textOfPath(path: Bytes): string {
  const bytes = Buffer.from(path, 'latin1');
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return text;
  throw malformedText(text, 'its name is no UTF-8');
}
