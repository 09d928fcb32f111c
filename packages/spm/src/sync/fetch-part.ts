import { createHash } from 'node:crypto';

import { SpmError } from '../errors.ts';
import type { Part, PartForm } from '../repos/kind.ts';
import { displayUrl } from '../transport/origin.ts';
import type { SyncContext } from './context.ts';
import { locate } from './context.ts';
import type { CurrentHead } from './fetch-head.ts';
import { checkPlain } from './plain-digest.ts';
import type { HeadState, PartState, StoredObject } from './state.ts';

export interface CurrentPart {
  readonly state: PartState;
  /** Bytes that came over. */
  readonly transferred: number;
}

/** The part as the store holds it already, or fetched from the first mirror that delivers what the head vouches for. */
export async function fetchPart(
  context: SyncContext,
  part: Part,
  { current, known }: { current: CurrentHead; known: HeadState | undefined },
): Promise<CurrentPart> {
  const packages = packageUrls(context, part, current);
  const stored = await storedPart(context, part, known);
  if (stored !== undefined) return { state: { ...stored, id: part.id, packages }, transferred: 0 };
  const [form] = part.forms;
  const { id } = part;
  if (form.path === '') {
    const { sha256, size } = current.state;
    return {
      state: { id, sha256, size, compression: form.compression, proof: null, packages },
      transferred: 0,
    };
  }
  const partial = context.store.partialPath(partialKey(current.state.id, part));
  const fetched = await context.mirrors.first((mirror) => fetchForm(context, { part, partial, mirror }));
  const { object, compression, transferred } = fetched;
  const proof = form.expected?.sha256 ?? part.plain?.sha256 ?? null;
  return {
    state: { id, sha256: object.sha256, size: object.size, compression, proof, packages },
    transferred,
  };
}

/** Packages lie below the mirrors, or, where the head is the index, beside it. */
function packageUrls(
  { repository }: SyncContext,
  { packages, forms }: Part,
  { state }: CurrentHead,
): string[] {
  if (packages !== undefined) return [packages];
  const isIndex = forms[0].path === '';
  return repository.urls.map(
    (url) => (isIndex ? new URL('.', locate(url, state.path)) : locate(url, './')).href,
  );
}

/** Stable, so that a later run can continue; its own even where two parts have equal content, such as none. */
function partialKey(head: string, { id, plain, forms }: Part): string {
  const proof = forms[0].expected ?? plain;
  return createHash('sha256').update([head, id, proof?.sha256].join('\n')).digest('hex');
}

/** The part of the previous state that has the same proof, if its file is still there. */
async function storedPart(
  { store }: SyncContext,
  part: Part,
  known: HeadState | undefined,
): Promise<PartState | undefined> {
  const proofs = [part.plain?.sha256, ...part.forms.map(({ expected }) => expected?.sha256)];
  const match = known?.parts.find(({ proof }) => proof !== null && proofs.includes(proof));
  return match !== undefined && (await store.holds(match)) ? match : undefined;
}

interface FetchedForm {
  readonly object: StoredObject;
  readonly compression: PartForm['compression'];
  readonly transferred: number;
}

interface PartSource {
  readonly part: Part;
  readonly mirror: URL;
  /** Where it is written until it is known to be right. */
  readonly partial: string;
}

/** The first form that the mirror has. */
async function fetchForm(context: SyncContext, source: PartSource): Promise<FetchedForm> {
  let missing: unknown;
  for (const form of source.part.forms) {
    try {
      return await fetchOne(context, form, source);
    } catch (error) {
      if (!(error instanceof SpmError) || error.code !== 'not-published') throw error;
      missing ??= error;
    }
  }
  throw missing;
}

async function fetchOne(
  { fetch, store, policy }: SyncContext,
  { path, expected, compression }: PartForm,
  { part, mirror, partial }: PartSource,
): Promise<FetchedForm> {
  const url = locate(mirror, path);
  const reply = await fetch({ url, path: partial, expected, limit: policy.maxIndexBytes });
  if (reply.kind === 'unchanged')
    throw new SpmError('http-status', `${displayUrl(url)}: "unchanged" was not asked for`);
  if (expected === undefined && part.plain !== undefined) {
    await checkPlain({ file: partial, compression, source: displayUrl(url) }, part.plain);
  }
  await store.keep(partial, reply);
  return { object: reply, compression, transferred: reply.transferred };
}
