import type { Bytes } from '../bytes.ts';
import { parseFrozen, thawChild, type FrozenChild } from './frozen.ts';
import { NOT_ON_DISK, type Frozen, type Known, type Place } from './place.ts';
import { Ground, Sealed, type Child } from './sealed.ts';

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

/** What is sealed of directories: names looked at that take little memory until they are asked for again. */
const sealedIn = new WeakMap<Place, Sealed>();

export function childNamed(directory: Place, name: Bytes): Place | undefined {
  const known = knownNamed(directory, name);
  const sealed = known === undefined ? sealedIn.get(directory) : undefined;
  if (sealed === undefined) return known;
  const at = sealed.find(name);
  if (at < 0) return undefined;
  if (sealed.isNewFile(at)) return NEW_FILE;
  unseal(directory);
  return knownNamed(directory, name);
}

/** Whether the name was looked at before. */
export function hasChild(directory: Place, name: Bytes): boolean {
  return knownNamed(directory, name) !== undefined || (sealedIn.get(directory)?.find(name) ?? -1) >= 0;
}

function knownNamed(directory: Place, name: Bytes): Place | undefined {
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

/** Every name in the directory with its place, to be read only: that of a sealed one is a copy. */
export function* childrenOf(directory: Place): Generator<readonly [Bytes, Place]> {
  const children = thawed(directory);
  if (Array.isArray(children)) for (const child of children) yield entryOf(child);
  else if (children !== null) yield* children;
  const sealed = sealedIn.get(directory);
  for (let at = 0; at < (sealed?.length ?? 0); at++) yield entryOf((sealed as Sealed).child(at, directory));
}

/** The places in the directory without their names; as `childrenOf`, at less cost. */
export function placesIn(directory: Place): Iterable<Place> {
  const children = thawed(directory);
  if (sealedIn.has(directory)) return Array.from(childrenOf(directory), ([, place]) => place);
  if (children === null) return [];
  return Array.isArray(children)
    ? children.map((child) => (typeof child === 'string' ? NEW_FILE : child))
    : children.values();
}

/** How many names are known that are not sealed. */
export function countOfChildren({ children }: Place): number {
  if (children === null || typeof children === 'string') return 0;
  return Array.isArray(children) ? children.length : children.size;
}

/** Fewer are not worth it. */
export const LEAST_SEALED = 4;

/** Seals what a directory has beside directories. Nobody may hold on to places of it that are not pinned. */
export function seal(directory: Place): void {
  const count = countOfChildren(directory);
  if (count === 0 || (count < LEAST_SEALED && !sealedIn.has(directory))) return;
  const ground = new Ground(directory);
  const children = [...childrenOf(directory)].map(([name, place]) => (place === NEW_FILE ? name : place));
  const fitting = children.filter((child) => ground.fits(child));
  if (fitting.length < LEAST_SEALED) return;
  const kept = new Set<Child>(fitting);
  forget(directory);
  for (const child of children) if (!kept.has(child)) addChild(directory, child);
  sealedIn.set(directory, new Sealed(fitting, ground));
}

/** Lets go of all names in a directory. */
export function forget(directory: Place): void {
  directory.children = null;
  sealedIn.delete(directory);
}

function unseal(directory: Place): void {
  const sealed = sealedIn.get(directory);
  sealedIn.delete(directory);
  for (let at = 0; at < (sealed?.length ?? 0); at++)
    addChild(directory, (sealed as Sealed).child(at, directory));
}

/** Notes a name that is not noted yet: its place, or the name alone of a new file. */
export function addChild(directory: Place, child: Child): void {
  const children = thawed(directory);
  if (children === null) directory.children = [child];
  else if (!Array.isArray(children)) children.set(...entryOf(child));
  else if (children.length < FEW) children.push(child);
  else directory.children = new Map([...children, child].map(entryOf));
}

/** Lets go of the places below a directory that is new itself; they come back when they are asked for. */
export function freeze(directory: Place): void {
  if (directory.children === null && !sealedIn.has(directory)) return;
  directory.children = JSON.stringify(frozenBelow(directory)) as Frozen;
  sealedIn.delete(directory);
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
