import { ManifestError } from '@mpkg/manifest';

import { SpmError } from '../errors.ts';

/**
 * Why what was synced of a repository cannot be read. A sync takes in nothing malformed, so it was damaged since, and the next one brings
 * it back. What is no matter of content is returned as it is.
 */
export function unreadableIndex(repository: string, error: unknown): unknown {
  const isOfContent =
    error instanceof ManifestError ||
    (error instanceof SpmError &&
      ['index-malformed', 'stream-corrupt', 'file-not-found'].includes(error.code));
  if (!isOfContent) return error;
  return new SpmError('index-malformed', `what was synced of ${repository} is damaged: ${error.message}`, {
    subject: repository,
    hint: 'spm sync',
    cause: error,
  });
}
