import type { Position } from './text/position.ts';

/** Every way in which this package refuses, with the exit status that belongs to it. */
const EXIT_STATUS = {
  'version-invalid': 2,
  'range-invalid': 2,
  'requirement-invalid': 2,
  'json-invalid': 2,
  'edit-impossible': 2,
  'manifest-invalid': 2,
  'profile-invalid': 2,
  'option-unknown': 2,
  'option-invalid': 2,
  'segment-missing': 3,
  'index-malformed': 6,
  'index-truncated': 6,
  'option-undecided': 9,
} as const;

export type ManifestErrorCode = keyof typeof EXIT_STATUS;

export interface ManifestErrorOptions {
  /** What the error is about: a name, a version, a key. */
  readonly subject?: string | undefined;
  /** A command that can be run, or the text to write instead. */
  readonly hint?: string | undefined;
  /** Where in the text that was read; a one-line text has line 1. */
  readonly position?: Position | undefined;
  /** Structured facts for `--json`. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/** The one error type of `@mpkg/manifest`. `code` is stable; `message` is for people. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  readonly code: ManifestErrorCode;
  readonly subject: string | undefined;
  readonly hint: string | undefined;
  readonly position: Position | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ManifestErrorCode, message: string, options: ManifestErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.subject = options.subject;
    this.hint = options.hint;
    this.position = options.position;
    this.details = options.details;
  }

  /** The process exit status that this error documents. */
  get exit(): number {
    return EXIT_STATUS[this.code];
  }
}
