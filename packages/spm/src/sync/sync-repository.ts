import type { HeadPlace } from '../repos/kind.ts';
import type { SyncContext } from './context.ts';
import { fetchHead } from './fetch-head.ts';
import { fetchPart } from './fetch-part.ts';
import { settled } from './settle.ts';
import type { HeadState, RepositoryState } from './state.ts';

export interface RepositoryChange {
  readonly state: RepositoryState;
  readonly changed: boolean;
  /** The mirrors that served its heads. */
  readonly mirrors: readonly string[];
  /** Bytes that came over. */
  readonly transferred: number;
}

/** Brings the store up to date with one repository; nothing counts until everything is there. */
export async function syncRepository(context: SyncContext): Promise<RepositoryChange> {
  const { store, kind, repository } = context;
  await store.prepare();
  const before = store.readState();
  const places = await kind.places(repository);
  const synced = await settled(
    places.map((place) =>
      syncHead(
        context,
        place,
        before.heads.find(({ id }) => id === place.id),
      ),
    ),
  );
  const state: RepositoryState = { heads: synced.map((head) => head.state) };
  const changed = before.heads.length === 0 || contentOf(state) !== contentOf(before);
  announceFirstUse(context, before, state);
  if (JSON.stringify(state) !== JSON.stringify(before)) await store.commit(state);
  await store.tidy(state);
  return {
    state,
    changed,
    mirrors: [...new Set(synced.map(({ mirror }) => mirror))],
    transferred: synced.reduce((sum, head) => sum + head.transferred, 0),
  };
}

interface SyncedHead {
  readonly state: HeadState;
  readonly mirror: string;
  readonly transferred: number;
}

async function syncHead(
  context: SyncContext,
  place: HeadPlace,
  known: HeadState | undefined,
): Promise<SyncedHead> {
  const current = await fetchHead(context, place, known);
  if (current.head.parts.length === 0) warnEmpty(context, place);
  const parts = await settled(current.head.parts.map((part) => fetchPart(context, part, { current, known })));
  return {
    state: { ...current.state, parts: parts.map((part) => part.state) },
    mirror: current.mirror,
    transferred: parts.reduce((sum, part) => sum + part.transferred, current.transferred),
  };
}

function warnEmpty({ repository, onEvent }: SyncContext, { id }: HeadPlace): void {
  const { name, components, architectures } = repository;
  const wanted = [...components, ...architectures].join(', ');
  const message = `${name}: ${id} publishes no index for what is configured (${wanted})`;
  onEvent({ type: 'warning', warning: { code: 'repository-empty', subject: name, message } });
}

/** One notice, at the first sync, of who publishes what the user is going to trust. */
function announceFirstUse(
  { repository, onEvent }: SyncContext,
  before: RepositoryState,
  now: RepositoryState,
): void {
  const { name, trust } = repository;
  const seen = new Set(before.heads.map(({ id }) => id));
  const identities = new Set(now.heads.filter(({ id }) => !seen.has(id)).map(({ identity }) => identity));
  identities.delete('');
  if (trust.length > 0 || identities.size === 0) return;
  const message = `${name} is used for the first time; it is published by ${[...identities].join(', ')}`;
  onEvent({ type: 'warning', warning: { code: 'repository-first-use', subject: name, message } });
}

/** What a catalogue is made from: the index files, wherever they came from. */
function contentOf(state: RepositoryState): string {
  return state.heads.flatMap(({ parts }) => parts.map(({ id, sha256 }) => `${id} ${sha256}`)).join('\n');
}
