/** Every way in which spm refuses or fails, with the exit status that belongs to it (`docs/man`, "Exit status"). */
const EXIT_STATUS = {
  usage: 2,
  'config-invalid': 2,
  'request-invalid': 2,
  'manifest-invalid': 2,
  'plan-malformed': 2,
  'scheme-unsupported': 2,
  'option-unknown': 2,
  'option-invalid': 2,
  'package-kind-unknown': 2,

  'package-unknown': 3,
  'version-unknown': 3,
  'package-not-installed': 3,
  'file-not-found': 3,
  'path-not-owned': 3,
  'repository-unknown': 3,
  'group-unknown': 3,
  'source-unknown': 3,
  'config-key-unknown': 3,
  'transaction-unknown': 3,
  'catalogue-missing': 3,

  'file-conflict': 4,
  'package-conflict': 4,
  'dependents-exist': 4,
  'repository-exists': 4,

  unsatisfiable: 5,

  'digest-mismatch': 6,
  'size-mismatch': 6,
  'size-limit': 6,
  'signature-invalid': 6,
  'signature-missing': 6,
  'tls-failed': 6,
  'redirect-insecure': 6,
  'index-malformed': 6,
  'pac-malformed': 6,
  'package-malformed': 6,
  'stream-corrupt': 6,

  'host-unreachable': 7,
  'http-status': 7,
  'not-published': 7,
  'redirect-loop': 7,
  'transfer-cut': 7,
  'transfer-stalled': 7,
  offline: 7,

  locked: 8,

  'choice-needed': 9,
  'confirmation-needed': 9,
  declined: 9,

  'build-failed': 10,
  'build-unavailable': 10,
  'snapshot-unavailable': 10,

  'index-older': 11,
  'identity-changed': 11,
  blacklisted: 11,
  'plan-stale': 11,
  'version-too-young': 11,
  'path-denied': 11,
  'entry-unsupported': 11,
  'script-refused': 11,

  'no-space': 12,
  'no-permission': 12,
  'read-only': 12,

  'recovery-needed': 13,
  'hook-failed': 14,

  'check-failed': 1,
  'budget-spent': 1,
  'catalogue-corrupt': 1,
  'state-malformed': 1,
  'tool-missing': 1,
  'tool-failed': 1,
  'io-failed': 1,

  interrupted: 130,
  terminated: 143,
} as const;

export type SpmErrorCode = keyof typeof EXIT_STATUS;

export interface SpmErrorOptions {
  /** What the error is about: a package, a repository, a URL, a file. */
  readonly subject?: string;
  /** A command that can be run, or the flag that decides. */
  readonly hint?: string;
  /** Structured facts for `--json`, such as the choices or the dependents. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error type of `@mpkg/spm`. `code` is stable; `message` is for people. */
export class SpmError extends Error {
  override readonly name = 'SpmError';
  readonly code: SpmErrorCode;
  readonly subject: string | undefined;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: SpmErrorCode, message: string, options: SpmErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.subject = options.subject;
    this.hint = options.hint;
    this.details = options.details;
  }

  /** The process exit status that this error documents. */
  get exit(): number {
    return EXIT_STATUS[this.code];
  }
}

/** Something worth saying that stops nothing; printed by the reporter and listed under `warnings` in `--json`. */
export interface Warning {
  /** Stable; asserted by tests. */
  readonly code: string;
  readonly subject: string;
  readonly message: string;
}

const SYSTEM_CODES: Readonly<Record<string, readonly [code: SpmErrorCode, words: string]>> = {
  ENOENT: ['file-not-found', 'no such file or directory'],
  ENOSPC: ['no-space', 'no space is left'],
  EDQUOT: ['no-space', 'the disk quota is used up'],
  EACCES: ['no-permission', 'permission denied'],
  EPERM: ['no-permission', 'operation not permitted'],
  EROFS: ['read-only', 'the file system is read-only'],
  EISDIR: ['io-failed', 'it is a directory'],
  ENOTDIR: ['file-not-found', 'what stands before the last name is no directory'],
};

/** The typed form of a failed file-system call on `path`; an `SpmError` passes through. */
export function systemError(cause: unknown, path: string): SpmError {
  if (cause instanceof SpmError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const [code, words] = SYSTEM_CODES[errnoOf(cause) ?? ''] ?? ['io-failed', message];
  const isDenied = errnoOf(cause) === 'EACCES';
  return new SpmError(code, `${path}: ${words}`, {
    subject: path,
    ...(isDenied && { hint: 'run it as root, or with --root in a directory of your own' }),
    cause,
  });
}

/** The symbolic errno of a failed system call (`ENOENT`), or undefined. */
export function errnoOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}
