import { SpmError, type SpmErrorCode } from '../errors.ts';

const VERIFICATION = 6;
const NETWORK = 7;
/** What another mirror cannot cure. */
const FINAL: ReadonlySet<SpmErrorCode> = new Set(['offline']);

/** One mirror that did not deliver. */
export interface MirrorFailure {
  readonly url: string;
  readonly error: SpmError;
}

/** Whether another mirror may do better: a network failure, wrong bytes, a certificate that is not trusted. */
export function isMirrorFailure(error: unknown): error is SpmError {
  if (!(error instanceof SpmError) || FINAL.has(error.code)) return false;
  return error.exit === VERIFICATION || error.exit === NETWORK;
}

/** The error for an artifact that no mirror delivered. Wrong bytes weigh more than silence: they decide the code. */
export function allMirrorsFailed(subject: string, failures: readonly MirrorFailure[]): SpmError {
  const wrong = failures.find(({ error }) => error.exit === VERIFICATION);
  const decisive = (wrong ?? failures.at(-1))?.error;
  if (decisive === undefined) {
    const message = `${subject}: it is not in the cache, and no repository publishes it any more`;
    return new SpmError('not-published', message, { subject, hint: 'spm sync' });
  }
  if (failures.length === 1) return decisive;
  const { code, message, hint } = decisive;
  return new SpmError(code, `${message} (and ${failures.length - 1} more of its mirrors failed)`, {
    subject,
    ...(hint !== undefined && { hint }),
    details: {
      mirrors: failures.map(({ url, error }) => ({ url, code: error.code, message: error.message })),
    },
    cause: decisive,
  });
}
