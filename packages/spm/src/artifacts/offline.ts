import { SpmError } from '../errors.ts';
import type { ArtifactRequest } from './request.ts';

const MAX_NAMED = 5;

/** @throws SpmError `offline` naming all that cannot be had without a network; local files can. */
export function requireLocal(missing: readonly ArtifactRequest[]): void {
  const remote = missing.filter(({ urls }) => !urls.some((url) => url.startsWith('file:')));
  if (remote.length === 0) return;
  const names = remote.map(({ subject }) => subject);
  const rest = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  const message = `--offline: not in the cache: ${names.slice(0, MAX_NAMED).join(', ')}${rest}`;
  throw new SpmError('offline', message, {
    ...(names[0] !== undefined && { subject: names[0] }),
    hint: 'spm install --download-only NAME (while there is a network)',
    details: { missing: remote.map(({ subject, sha256, size }) => ({ subject, sha256, size })) },
  });
}
