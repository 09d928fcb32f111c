/** Every way in which this package refuses or fails, with the exit status that belongs to it. */
const EXIT_STATUS = {
  usage: 2,
  'config-invalid': 2,
  'list-invalid': 2,
  'table-invalid': 2,
  'package-not-found': 3,
  'entry-not-found': 3,
  'file-not-found': 3,
  'group-unknown': 3,
  'kept-pac-missing': 3,
  'file-conflict': 4,
  'already-deployed': 4,
  'pac-malformed': 6,
  'pac-truncated': 6,
  'pac-trailing-data': 6,
  'stream-corrupt': 6,
  'digest-mismatch': 6,
  'state-malformed': 1,
  'check-failed': 1,
  locked: 8,
  'path-denied': 11,
  'link-escapes': 11,
  'entry-unsupported': 11,
  'no-space': 12,
  'no-permission': 12,
  'read-only': 12,
  'codec-unavailable': 1,
  'tool-missing': 1,
  'source-changed': 1,
  'io-failed': 1,
  'recovery-needed': 13,
  interrupted: 130,
  terminated: 143,
} as const;

export type MpkgErrorCode = keyof typeof EXIT_STATUS;

export interface MpkgErrorOptions {
  /** What the error is about: a path, a package, an entry. */
  readonly subject?: string;
  /** A command that can be run, or the flag that decides. */
  readonly hint?: string;
  /** Structured facts for `--json`, such as all conflicting names. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error type of `@mpkg/mpkg`. `code` is stable; `message` is for people. */
export class MpkgError extends Error {
  override readonly name = 'MpkgError';
  readonly code: MpkgErrorCode;
  readonly subject: string | undefined;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: MpkgErrorCode, message: string, options: MpkgErrorOptions = {}) {
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
