import type { Failure } from '../failure.ts';
import type { Outcome } from '../outcome.ts';

/** Something a user should know that did not stop the command. */
export interface Warning {
  readonly code: string;
  readonly subject?: string | undefined;
  readonly message: string;
}

/** One step of long work; `total` is absent while it is unknown. Equal `id`s are one line of progress. */
export interface Progress {
  readonly id: string;
  readonly label: string;
  readonly done: number;
  readonly total?: number | undefined;
  readonly unit: 'bytes' | 'entries' | 'packages';
  /** It stands for several others, and is shown below them. */
  readonly isSum?: boolean;
}

/** The kinds of event that `--json=stream` shows. */
export type EventKind = 'plan' | 'fetch' | 'build' | 'file' | 'hook' | 'done';

/** What a handler may say while it works. Text, JSON and progress bars are forms of the same calls. */
export interface Reporter {
  /** Talk for people, on stderr; silent with `-q` and with `--json`. */
  note(text: string): void;
  /** As `note`, but only with `-v`. */
  detail(text: string): void;
  warn(warning: Warning): void;
  progress(step: Progress): void;
  /** One line of `--json=stream`. */
  event(kind: EventKind, data: Readonly<Record<string, unknown>>): void;
}

/** The end of a run: exactly one of these is called, once. Each returns the exit status. */
export interface Conclusion {
  finish(outcome: Outcome): Promise<number>;
  fail(failure: Failure): number;
}
