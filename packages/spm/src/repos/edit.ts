import type { JsonPath } from '@mpkg/manifest';
import { nearest, parseJsonc, removeValue, setValue, valueOf } from '@mpkg/manifest';

import type { RepositoryEntry } from '../config/index.ts';
import { SpmError } from '../errors.ts';
import { moveElement } from './move-element.ts';

/**
 * The ranked list of repositories, edited in the text of the configuration so that comments stay. Every function is pure: text in,
 * text out.
 */

/** A place in the list, counted from 1; undefined is the last. */
export type Rank = number | undefined;

/** @throws SpmError `repository-exists`. */
export function addRepository(text: string, entry: RepositoryEntry, rank: Rank): string {
  const names = namesIn(text);
  if (names.includes(entry.name)) {
    throw new SpmError('repository-exists', `there is a repository ${entry.name} already`, {
      subject: entry.name,
      hint: `spm repo rm ${entry.name}`,
    });
  }
  if (names.length === 0) return setValue(text, ['repositories'], [entry]);
  const added = setValue(text, ['repositories', names.length], entry);
  return rank === undefined ? added : moveRepository(added, entry.name, rank);
}

/** @throws SpmError `repository-unknown`, with near names. */
export function removeRepository(text: string, name: string): string {
  return removeValue(text, placeOf(text, name));
}

/** @throws SpmError `repository-unknown`, with near names. */
export function moveRepository(text: string, name: string, rank: Rank): string {
  const names = namesIn(text);
  const from = indexOf(names, name);
  const to = Math.min(Math.max((rank ?? names.length) - 1, 0), names.length - 1);
  return from === to ? text : moveElement(text, 'repositories', { from, to });
}

/** What `trust` changes of a repository. */
export interface Trust {
  /** Accepted from now on; none: whoever is seen first. */
  readonly identities?: readonly string[];
  readonly keyring?: string;
}

/** @throws SpmError `repository-unknown`, with near names. */
export function trustRepository(text: string, name: string, { identities, keyring }: Trust): string {
  const place = placeOf(text, name);
  let edited = text;
  if (identities !== undefined) edited = setValue(edited, [...place, 'trust'], identities);
  if (keyring !== undefined) edited = setValue(edited, [...place, 'keyring'], keyring);
  return edited;
}

function placeOf(text: string, name: string): JsonPath {
  return ['repositories', indexOf(namesIn(text), name)];
}

/** The place of a repository among all names, from 0. @throws SpmError `repository-unknown`, with near names. */
export function indexOf(names: readonly string[], name: string): number {
  const index = names.indexOf(name);
  if (index >= 0) return index;
  const near = nearest(name, names);
  const meant = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
  throw new SpmError('repository-unknown', `there is no repository ${name}${meant}`, {
    subject: name,
    hint: 'spm repo list',
    details: { near },
  });
}

function namesIn(text: string): string[] {
  if (text.trim() === '') return [];
  const { repositories } = valueOf(parseJsonc(text)) as { repositories?: readonly { name?: unknown }[] };
  return Array.isArray(repositories) ? repositories.map((entry) => String(entry?.name)) : [];
}
