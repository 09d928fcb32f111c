import { SpmError } from '../errors.ts';
import type { Head, HeadPlace } from '../repos/kind.ts';
import type { Validators } from '../transport/origin.ts';
import { displayUrl } from '../transport/origin.ts';
import { acceptHead } from './accept-head.ts';
import type { SyncContext } from './context.ts';
import { locate, partialKey } from './context.ts';
import { DetachedSignature } from './detached-signature.ts';
import type { HeadState, StoredObject } from './state.ts';

export interface CurrentHead {
  readonly head: Head;
  /** Where it was found. */
  readonly mirror: string;
  readonly state: Omit<HeadState, 'parts'>;
  /** Bytes that came over. */
  readonly transferred: number;
}

/** Asks the mirrors in turn for a head: one conditional request when nothing changed. */
export async function fetchHead(
  context: SyncContext,
  place: HeadPlace,
  known: HeadState | undefined,
): Promise<CurrentHead> {
  const { store, kind, repository, mirrors } = context;
  const usable = known !== undefined && (await store.holds(known)) ? known : undefined;
  return mirrors.first(async (mirror) => {
    const found = await findHead(context, place, { mirror, known: usable });
    const signature = new DetachedSignature(context, found);
    const head = await kind.read(repository, place, {
      isNew: found.isNew,
      file: found.file,
      path: found.path,
      url: displayUrl(found.url),
      detachedSignature: (suffix) => signature.get(suffix),
    });
    acceptHead(context, head, known);
    if (found.isNew) await store.keep(found.file, found.object);
    return {
      head,
      mirror: displayUrl(mirror),
      state: stateOf(place, found, { head, detached: signature.text }),
      transferred: found.transferred,
    };
  });
}

function stateOf(
  { id }: HeadPlace,
  { url, path, validators, object }: Found,
  { head, detached }: { head: Head; detached: string | null },
): Omit<HeadState, 'parts'> {
  const { identity, edition = null, signature } = head;
  const { sha256, size } = object;
  return { id, url: displayUrl(url), path, validators, sha256, size, identity, edition, signature, detached };
}

/** A head's file: a new one, not yet taken into the store, or the stored one, which is still current. */
interface Found {
  readonly isNew: boolean;
  readonly file: string;
  readonly path: string;
  readonly url: URL;
  /** The signature beside it, as far as it is known already. */
  readonly detached: string | null;
  readonly object: StoredObject;
  readonly validators: Validators;
  readonly transferred: number;
}

interface Source {
  readonly mirror: URL;
  readonly known: HeadState | undefined;
}

/** The head at the first of its possible paths that this mirror has; the path of last time is tried first. */
async function findHead(context: SyncContext, place: HeadPlace, { mirror, known }: Source): Promise<Found> {
  const paths =
    known === undefined ? place.paths : [known.path, ...place.paths.filter((path) => path !== known.path)];
  let missing: unknown;
  for (const path of paths) {
    const url = locate(mirror, path);
    try {
      return await findAt(context, place, {
        path,
        url,
        known: known?.url === displayUrl(url) ? known : undefined,
      });
    } catch (error) {
      if (!(error instanceof SpmError) || error.code !== 'not-published') throw error;
      missing ??= error;
    }
  }
  throw missing;
}

interface Spot {
  readonly path: string;
  readonly url: URL;
  /** The stored head, when it came from here. */
  readonly known: HeadState | undefined;
}

async function findAt(context: SyncContext, place: HeadPlace, { path, url, known }: Spot): Promise<Found> {
  const file = context.store.partialPath(partialKey(place));
  const reply = await context.fetch({ url, path: file, limit: place.limit, validators: known?.validators });
  const common = { path, url };
  if (reply.kind === 'fetched') {
    const { validators, transferred } = reply;
    return { ...common, isNew: true, detached: null, file, object: reply, validators, transferred };
  }
  if (known === undefined)
    throw new SpmError('http-status', `${displayUrl(url)}: "unchanged" was not asked for`);
  const { validators, detached } = known;
  return {
    ...common,
    isNew: false,
    file: context.store.pathOf(known),
    object: known,
    validators,
    detached,
    transferred: 0,
  };
}
