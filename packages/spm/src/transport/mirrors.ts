import { SpmError } from '../errors.ts';
import type { EventSink } from './events.ts';
import { displayUrl } from './origin.ts';

/** The mirrors of one source, best first. One that fails is named in a warning and asked last from then on. */
export class Mirrors {
  #order: readonly URL[];
  readonly #subject: string;
  readonly #onEvent: EventSink;

  constructor(urls: readonly URL[], subject: string, onEvent: EventSink) {
    this.#order = urls;
    this.#subject = subject;
    this.#onEvent = onEvent;
  }

  /**
   * What the first mirror gives for which `use` succeeds.
   *
   * @throws SpmError the last mirror's failure, when there is none; at once what no other mirror can cure.
   */
  async first<T>(use: (mirror: URL) => Promise<T>): Promise<T> {
    const candidates = this.#order;
    for (const [index, mirror] of candidates.entries()) {
      try {
        return await use(mirror);
      } catch (error) {
        if (!isMirrorsFault(error) || index === candidates.length - 1) throw error;
        this.#demote(mirror, error);
      }
    }
    throw new SpmError('config-invalid', `${this.#subject} has no URL`, { subject: this.#subject });
  }

  #demote(mirror: URL, { message }: SpmError): void {
    this.#order = [...this.#order.filter((other) => other !== mirror), mirror];
    const warning = {
      code: 'mirror-failed',
      subject: displayUrl(mirror),
      message: `${this.#subject}: a mirror failed, the next one is asked: ${message}`,
    };
    this.#onEvent({ type: 'warning', warning });
  }
}

/** Not delivered, not what was promised, or not what may be accepted: another mirror may do better. */
function isMirrorsFault(error: unknown): error is SpmError {
  if (!(error instanceof SpmError)) return false;
  return (
    error.exit === 6 || error.exit === 7 || error.code === 'index-older' || error.code === 'identity-changed'
  );
}
