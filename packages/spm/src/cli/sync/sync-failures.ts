import type { Reporter } from '@mpkg/cli';

import type { SpmError } from '../../errors.ts';
import type { RepositorySync } from '../../sync/sync.ts';

/**
 * A repository that failed is a warning as long as others go on.
 * @returns the first failure.
 * @throws SpmError that failure, when nothing could be synced; the others are warnings
 */
export function reportFailures(
  repositories: readonly RepositorySync[],
  report: Pick<Reporter, 'warn'>,
): SpmError | undefined {
  const failures = repositories.flatMap((result) => (result.outcome === 'failed' ? [result] : []));
  const [first] = failures;
  const isNothingSynced = first !== undefined && failures.length === repositories.length;
  for (const { repository, error } of isNothingSynced ? failures.slice(1) : failures) {
    const message = `${repository} was not synced: ${error.message}`;
    report.warn({ code: error.code, subject: repository, message });
  }
  if (isNothingSynced) throw first.error;
  return first?.error;
}
