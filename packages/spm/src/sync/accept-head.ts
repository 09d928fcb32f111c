import { SpmError } from '../errors.ts';
import type { Head } from '../repos/kind.ts';
import type { Repository } from '../repos/repository.ts';
import type { SyncContext } from './context.ts';
import type { HeadState } from './state.ts';

/**
 * Holds a head against what was accepted before: the same publisher, not older, not expired.
 *
 * @throws SpmError `identity-changed`, `index-older`.
 */
export function acceptHead(context: SyncContext, head: Head, known: HeadState | undefined): void {
  checkIdentity(context.repository, head, known);
  checkEdition(context, head, known);
  warnExpired(context, head);
}

function checkIdentity({ name, trust }: Repository, { identity }: Head, known: HeadState | undefined): void {
  const accepted = trust.length > 0 || known === undefined ? trust : [known.identity];
  if (accepted.length === 0 || accepted.includes(identity) || identity === '') return;
  throw new SpmError(
    'identity-changed',
    `${name} is now published by ${identity}, not by ${accepted.join(' or ')}`,
    {
      subject: name,
      hint: `spm repo trust ${name} '${identity}'`,
      details: { identity, accepted },
    },
  );
}

function checkEdition(
  { repository, policy }: SyncContext,
  { edition }: Head,
  known: HeadState | undefined,
): void {
  const newest = known?.edition ?? -Infinity;
  if (policy.override || (edition ?? -Infinity) >= newest) return;
  const { name } = repository;
  throw new SpmError('index-older', `${name} offers an index older than the one at hand`, {
    subject: name,
    hint: 'spm sync --override',
    details: { offered: edition ?? null, known: newest },
  });
}

function warnExpired({ repository, policy, onEvent }: SyncContext, { expires }: Head): void {
  if (expires === undefined || expires >= policy.now) return;
  const since = new Date(expires).toISOString();
  const message = `${repository.name} serves an index that expired at ${since}: the mirror may be withholding updates`;
  onEvent({ type: 'warning', warning: { code: 'index-expired', subject: repository.name, message } });
}
