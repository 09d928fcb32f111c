import type { Bytes } from '../bytes.ts';
import { parseFrozen, thawChild, type FrozenChild } from './frozen.ts';
import { NOT_ON_DISK, type Frozen, type Known, type Place } from './place.ts';

/** More are found by a map; fewer, as most directories have, take a tenth of its memory in a list. */
const FEW = 8;

/** In the place of a new file, of which nothing is asked but that it will be there. */
const NEW_FILE: Place = {
  ...NOT_ON_DISK,
  parent: null,
  name: '' as Bytes,
  path: '' as Bytes,
  after: 'file',
};

export function childNamed(directory: Place, name: Bytes): Place | undefined {
  const children = thawed(directory);
  if (children === null) return undefined;
  if (!Array.isArray(children)) return children.get(name);
  for (let at = 0; at < children.length; at++) {
    const child = children[at] as Place | Bytes;
    if (typeof child === 'string') {
      if (child === name) return NEW_FILE;
    } else if (child.name === name) return child;
  }
  return undefined;
}

/** Every name in the directory with its place. */
export function* childrenOf(directory: Place): Generator<readonly [Bytes, Place]> {
  const children = thawed(directory);
  if (children === null) return;
  if (!Array.isArray(children)) return yield* children;
  for (const child of children) yield entryOf(child);
}

/** Notes a name that is not noted yet: its place, or the name alone of a new file. */
export function addChild(directory: Place, child: Place | Bytes): void {
  const children = thawed(directory);
  if (children === null) directory.children = [child];
  else if (!Array.isArray(children)) children.set(...entryOf(child));
  else if (children.length < FEW) children.push(child);
  else directory.children = new Map([...children, child].map(entryOf));
}

/** Lets go of the places below a directory that is new itself; they come back when they are asked for. */
export function freeze(directory: Place): void {
  if (directory.children !== null) directory.children = JSON.stringify(frozenBelow(directory)) as Frozen;
}

/** What is below a new directory, without bringing places back. */
export function frozenBelow(directory: Place): readonly FrozenChild[] {
  if (typeof directory.children === 'string') return parseFrozen(directory.children);
  const frozen: FrozenChild[] = [];
  for (const [name, child] of childrenOf(directory)) {
    if (child.after === 'file') frozen.push(name);
    else if (child.after === 'link') frozen.push({ link: name, target: child.target ?? ('' as Bytes) });
    else if (child.after === 'directory') frozen.push([name, frozenBelow(child)]);
  }
  return frozen;
}

function thawed(directory: Place): Known | null {
  const { children } = directory;
  if (typeof children !== 'string') return children;
  directory.children = null;
  for (const child of parseFrozen(children)) addChild(directory, thawChild(directory, child));
  return directory.children;
}

function entryOf(child: Place | Bytes): [Bytes, Place] {
  return typeof child === 'string' ? [child, NEW_FILE] : [child.name, child];
}
