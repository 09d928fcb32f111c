import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

import { ManifestError } from '@mpkg/manifest';

import { errnoOf, SpmError } from '../errors.ts';
import type { SyncedIndex, SyncedRepository } from './synced-repositories.ts';

/**
 * Why what was synced of a repository cannot be read: it was damaged since, then a sync brings it back; or it was published so. What is
 * no matter of content is returned as it is.
 */
export async function unreadableIndex(
  { name, indexes }: Pick<SyncedRepository, 'name' | 'indexes'>,
  error: unknown,
): Promise<unknown> {
  if (!isOfContent(error)) return error;
  const whole = await Promise.all(indexes.map(isWhole));
  if (whole.every(Boolean)) {
    const options = { subject: name, cause: error, ...(error.hint !== undefined && { hint: error.hint }) };
    return new SpmError('index-malformed', `the index of ${name}: ${error.message}`, options);
  }
  return new SpmError('index-malformed', `what was synced of ${name} is damaged`, {
    subject: name,
    hint: 'spm sync',
    cause: error,
  });
}

function isOfContent(error: unknown): error is ManifestError | SpmError {
  if (error instanceof ManifestError) return true;
  return (
    error instanceof SpmError && ['index-malformed', 'stream-corrupt', 'file-not-found'].includes(error.code)
  );
}

async function isWhole({ file, sha256 }: SyncedIndex): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
  return hash.digest('hex') === sha256;
}
