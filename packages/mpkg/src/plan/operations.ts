import type { Bytes } from '../bytes.ts';
import { MAX_NAME_BYTES } from '../pac/limits.ts';
import { OperationList } from './operation-list.ts';
import type { Operation, Subtree } from './operation.ts';
import { childrenOf, frozenBelow, placesIn } from '../tree/children.ts';
import type { FrozenChild } from '../tree/frozen.ts';
import { join } from '../tree/paths.ts';
import { isPinned, type Place } from '../tree/place.ts';
import { vacatedDirectories } from './vacated.ts';

export const SAVE_SUFFIX = '.mpkg-save';

/** What a transaction has planned, as places of its view. */
export interface Changes {
  /** Places with an item of their own in a stage, those of one directory next to each other. */
  readonly arrivals: Iterable<Place>;
  /** Leaves that leave. */
  readonly departures: Iterable<Place>;
  /** Directories that nothing holds any more. */
  readonly abandoned: readonly Place[];
}

/** What the planner must ask the outside. */
export interface Surroundings {
  /** The names in a directory on the disk. */
  readonly names: (directory: Place) => readonly Bytes[];
  /** A new path for what is thrown away from there. */
  readonly trash: (place: Place) => Bytes;
  /** Whether the file system lets directories like this one move. */
  readonly movesDirectories: (directory: Place) => boolean;
  /** Whether nothing is or will be under that name. */
  readonly isFree: (directory: Place, name: Bytes) => boolean;
}

export interface OperationPlan {
  readonly operations: OperationList;
  readonly prune: readonly Bytes[];
}

/**
 * The operations that turn the disk into what is planned, in an order in which no reader misses what is there before and after:
 * first what gives way to something of another type, then what arrives (grouped by directory), last what only leaves.
 */
export function planOperations(changes: Changes, outside: Surroundings): OperationPlan {
  const vacated = vacatedDirectories(changes.abandoned, outside.names);
  const moved = new Set([...vacated.keys()].filter((place) => canMove(place, vacated, outside)));
  const operations = new OperationList();
  const arrive = new OperationList();
  const leave = new OperationList();
  for (const place of changes.arrivals) {
    if (isLeafKind(place.before) && isLeafKind(place.after)) {
      arrive.push(replacement(place, outside));
      continue;
    }
    if (place.before !== 'absent') operations.push(removal(place, outside));
    arrive.push(arrival(place));
  }
  for (const place of moved) if (place.staged === null) leave.push(removal(place, outside));
  for (const place of changes.departures) {
    if (place.staged !== null || place.departure === null || liesBelow(place, moved)) continue;
    leave.push(removal(place, outside));
  }
  const prune = [...vacated.keys()].filter((place) => !moved.has(place) && !liesBelow(place, moved));
  operations.append(arrive);
  operations.append(leave);
  return { operations, prune: prune.map(({ path }) => path) };
}

type Places = Pick<ReadonlySet<Place>, 'has'>;

/** The topmost vacated directories move whole, where the file system lets them; what gives way to a leaf has to. */
function canMove(place: Place, vacated: Places, outside: Surroundings): boolean {
  if (place.staged !== null) return true;
  const isTop = place.parent !== null && !vacated.has(place.parent);
  return isTop && outside.movesDirectories(place);
}

function arrival(place: Place): Operation {
  const isDirectory = place.after === 'directory';
  return {
    kind: 'move',
    from: place.staged as Bytes,
    to: place.path,
    what: place.after,
    subtree: isDirectory ? subtreeOf(place, 'after') : null,
  };
}

function removal(place: Place, outside: Surroundings): Operation {
  return {
    kind: 'move',
    from: place.path,
    to: place.departure === 'save' ? savePath(place, outside) : outside.trash(place),
    what: place.before,
    subtree: place.before === 'directory' ? subtreeOf(place, 'before') : null,
  };
}

function replacement(place: Place, outside: Surroundings): Operation {
  const backup = place.departure === 'save' ? savePath(place, outside) : outside.trash(place);
  return { kind: 'replace', item: place.staged as Bytes, target: place.path, backup };
}

/** `PATH.mpkg-save`, or with a number behind when that is taken; a name that gets too long loses its end. */
function savePath(place: Place, { isFree }: Surroundings): Bytes {
  const parent = place.parent as Place;
  for (let number = 0; ; number++) {
    const suffix = number === 0 ? SAVE_SUFFIX : `${SAVE_SUFFIX}.${number}`;
    const name = `${place.name.slice(0, MAX_NAME_BYTES - suffix.length)}${suffix}` as Bytes;
    if (isFree(parent, name)) return join(parent.path, name);
  }
}

/** What is, or will be, below a directory of ours. */
function subtreeOf(directory: Place, when: 'before' | 'after'): Subtree {
  if (typeof directory.children === 'string') return namesOf(frozenBelow(directory));
  const subtree: Subtree[number][] = [];
  for (const [name, child] of childrenOf(directory)) {
    if (child[when] === 'directory') subtree.push([name, subtreeOf(child, when)]);
    else if (child[when] !== 'absent') subtree.push(name);
  }
  return subtree;
}

function namesOf(children: readonly FrozenChild[]): Subtree {
  return children.map((child) => {
    if (typeof child === 'string') return child;
    return 'link' in child ? child.link : [child[0], namesOf(child[1])];
  });
}

/** What arrives in directories of the tree by itself; the state looks after its own. */
export function* arrivingIn(directories: Iterable<Place>): Generator<Place> {
  for (const directory of directories) {
    if (directory.staged !== null) continue;
    for (const place of placesIn(directory)) if (place.staged !== null && !isPinned(place)) yield place;
  }
}

/** The leaves that leave directories of the tree. */
export function* leavingIn(directories: Iterable<Place>): Generator<Place> {
  for (const directory of directories) {
    for (const place of placesIn(directory)) if (place.departure !== null && !isPinned(place)) yield place;
  }
}

/** Places of one directory next to each other, directories in the order of their first. */
export function grouped(places: readonly Place[]): Place[] {
  return [...Map.groupBy(places, ({ parent }) => parent).values()].flat();
}

function liesBelow(place: Place, tops: Places): boolean {
  for (let at = place.parent; at !== null; at = at.parent) if (tops.has(at)) return true;
  return false;
}

function isLeafKind(kind: Place['before']): boolean {
  return kind !== 'absent' && kind !== 'directory';
}
