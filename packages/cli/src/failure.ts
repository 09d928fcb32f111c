import { EXIT_FAILURE, EXIT_USAGE } from './exit-status.ts';

/** What the reporter needs to know of an error. Every package's own error class has this shape. */
export interface Failure {
  /** Stable; scripts and tests rely on it. */
  readonly code: string;
  readonly message: string;
  readonly exit: number;
  readonly subject?: string | undefined;
  /** A command that can be run, or the flag that decides. */
  readonly hint?: string | undefined;
  /** More for `--json`. Its `paths`, when it has them, are data: one a line on stdout. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** The command line itself is wrong. */
export class UsageError extends Error implements Failure {
  override readonly name = 'UsageError';
  readonly code = 'usage';
  readonly exit = EXIT_USAGE;
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

const ERRNO: Readonly<Record<string, readonly [exit: number, words: string]>> = {
  ENOSPC: [12, 'no space is left'],
  EDQUOT: [12, 'the disk quota is used up'],
  EROFS: [12, 'the file system is read-only'],
  EACCES: [12, 'permission denied'],
  EPERM: [12, 'operation not permitted'],
  ENOENT: [3, 'no such file or directory'],
  ENOTDIR: [3, 'a part of the path is not a directory'],
  EISDIR: [3, 'is a directory'],
  ELOOP: [3, 'too many links lead to one another'],
  ENAMETOOLONG: [3, 'the name is too long'],
  EIO: [1, 'the disk cannot be read or written'],
  EMFILE: [1, 'too many files are open'],
};

function isFailure(error: Error): error is Error & Failure {
  return (
    'exit' in error && typeof error.exit === 'number' && 'code' in error && typeof error.code === 'string'
  );
}

/** Any thrown value as a failure: typed errors as they are, system errors by their errno, the rest as internal. */
export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return { code: 'internal', message: String(thrown), exit: EXIT_FAILURE };
  // What failed first matters; that cleaning up behind it failed as well is said by whoever cleans up later.
  if (thrown instanceof SuppressedError) return failureOf(thrown.suppressed);
  if (isFailure(thrown)) return thrown;
  const { code, path } = thrown as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : ERRNO[code];
  if (code === undefined || known === undefined) {
    return {
      code: 'internal',
      message: `internal error: ${thrown.message}`,
      exit: EXIT_FAILURE,
      hint: 'this is a fault of the program: set MPKG_DEBUG=1 to see where, and report it',
    };
  }
  const [exit, words] = known;
  return {
    code: code.toLowerCase(),
    message: path === undefined ? words : `${path}: ${words}`,
    exit,
    subject: path,
  };
}

/** What was thrown when SIGTERM ended a run: whoever notices an abort calls it an interruption, whichever signal it was. */
export function terminated(thrown: unknown): unknown {
  const failure = failureOf(thrown);
  if (failure.code !== 'interrupted') return thrown;
  const { message, subject, hint, details } = failure;
  const same = { subject, hint, details } satisfies Partial<Failure>;
  return Object.assign(new Error(message, { cause: thrown }), same, { code: 'terminated', exit: 143 });
}
