import { errnoOf, SpmError, type SpmErrorCode } from '../errors.ts';
import { displayUrl } from './origin.ts';

const CODES: Readonly<Record<string, SpmErrorCode>> = {
  ERR_TOO_MANY_REDIRECTS: 'redirect-loop',
  ERR_HTTP_CONTENT_LENGTH_MISMATCH: 'transfer-cut',
  ECONNRESET: 'transfer-cut',
  ERR_ABORTED: 'interrupted',
};

/** OpenSSL's verification results and alerts, as Node and Bun name them. */
const TLS_CODE =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|EPROTO|INVALID_CA)/;

/** The typed form of a failed request: unreachable, cut, redirected in circles, or not trusted. */
export function httpError(error: unknown, url: URL): SpmError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof SpmError) return cause;
  const errno = errnoOf(error) ?? '';
  const subject = displayUrl(url);
  const reason = error instanceof Error ? error.message : String(error);
  if (TLS_CODE.test(errno)) return tlsError(reason, subject, cause);
  return new SpmError(CODES[errno] ?? 'host-unreachable', `${subject}: ${reason}`, { subject, cause });
}

function tlsError(reason: string, subject: string, cause: unknown): SpmError {
  return new SpmError('tls-failed', `${subject}: the server's certificate is not trusted: ${reason}`, {
    subject,
    hint: 'spm config set network.ca FILE',
    cause,
  });
}

/** The typed form of an answer that is neither the file nor "unchanged". */
export function statusError(status: number, url: URL): SpmError {
  const subject = displayUrl(url);
  const code = status === 404 || status === 410 ? 'not-published' : 'http-status';
  return new SpmError(code, `${subject}: the server answered ${status}`, { subject, details: { status } });
}
