/** For a test that takes seconds. Bun gives a test 5 unless it is told otherwise, which on a busy machine is not enough. */
export const LONG = { timeout: 600_000 } as const;
