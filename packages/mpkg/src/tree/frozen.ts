import type { Bytes } from '../bytes.ts';
import { NOT_ON_DISK, type Frozen, type Place } from './place.ts';

/** A new file, a new directory with what is in it, or a new link with its target. */
export type FrozenChild =
  | Bytes
  | readonly [directory: Bytes, below: readonly FrozenChild[]]
  | { readonly link: Bytes; readonly target: Bytes };

export function parseFrozen(text: Frozen): readonly FrozenChild[] {
  return JSON.parse(text) as FrozenChild[];
}

/** The place of a frozen child, whose own children stay frozen; the name alone of a file. */
export function thawChild(parent: Place, child: FrozenChild): Place | Bytes {
  if (typeof child === 'string') return child;
  const isLink = 'link' in child;
  const name = isLink ? child.link : child[0];
  return {
    ...NOT_ON_DISK,
    parent,
    name,
    path: `${parent.path}/${name}` as Bytes,
    after: isLink ? 'link' : 'directory',
    target: isLink ? child.target : null,
    children: isLink ? null : (JSON.stringify(child[1]) as Frozen),
    staged: `${parent.staged}/${name}` as Bytes,
  };
}
