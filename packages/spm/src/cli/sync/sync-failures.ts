import type { Reporter } from '@mpkg/cli';

import type { SpmError } from '../../errors.ts';
import type { RepositorySync } from '../../sync/sync.ts';

/**
 * A repository that failed is a warning as long as others go on.
 * @returns the first failure.
 * @throws SpmError that failure, when nothing could be synced
 */
export function reportFailures(
  repositories: readonly RepositorySync[],
  report: Pick<Reporter, 'warn'>,
): SpmError | undefined {
  const failures = repositories.flatMap((result) => (result.outcome === 'failed' ? [result] : []));
  const [first] = failures;
  if (first !== undefined && failures.length === repositories.length) throw first.error;
  for (const { repository, error } of failures) {
    const message = `${repository} was not synced: ${error.message}`;
    report.warn({ code: error.code, subject: repository, message });
  }
  return first?.error;
}
