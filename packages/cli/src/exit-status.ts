/** The exit statuses that all tools share, with the words their manual pages use. */
export const EXIT_STATUS: Readonly<Record<number, string>> = {
  0: 'Done, or nothing to do.',
  1: 'Another failure, or a check that answered "no".',
  2: 'Usage, or a malformed configuration (with file and line).',
  3: 'Not found.',
  4: 'A conflict: files in the way, exclusions, dependents.',
  5: 'Unsatisfiable.',
  6: 'Verification failed: hash, signature, TLS, malformed pac.',
  7: 'Network.',
  8: 'Locked by another run; the message names it.',
  9: 'A decision is needed, or was declined; the message names the flag that decides.',
  10: 'A build failed.',
  11: 'Refused by policy: blacklist, review, licence, path rule, stale plan.',
  12: 'Space or permission.',
  13: 'An interrupted transaction was found; run recover.',
  14: 'Committed, but a hook or an integration failed.',
  100: 'Updates are available (only with --check).',
  130: 'Interrupted; rolled back.',
  143: 'Terminated; rolled back.',
};

export const EXIT_OK = 0;
export const EXIT_UPDATES = 100;
export const EXIT_FAILURE = 1;
export const EXIT_USAGE = 2;

/** Whether a run with this exit status did what it was asked for: that updates are available is an answer, no failure. */
export function isSuccess(exit: number): boolean {
  return exit === EXIT_OK || exit === EXIT_UPDATES;
}
