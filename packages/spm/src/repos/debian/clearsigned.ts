import { SpmError } from '../../errors.ts';

const BEGIN = '-----BEGIN PGP SIGNED MESSAGE-----\n';
const SIGNATURE = '\n-----BEGIN PGP SIGNATURE-----\n';
const END = '-----END PGP SIGNATURE-----';

/** Whether a text is a message in OpenPGP's cleartext signature framework (RFC 9580 §7). */
export function isClearsigned(text: string): boolean {
  return text.startsWith(BEGIN);
}

/**
 * The message inside a clearsigned text. The signature is *not* checked; but nothing outside the signed part is let through.
 *
 * @throws SpmError `index-malformed`.
 */
export function clearsignedMessage(text: string, subject: string): string {
  const start = text.indexOf('\n\n') + 2;
  const end = text.indexOf(SIGNATURE, start - 1);
  const tail = text.slice(text.indexOf(END, end) + END.length);
  if (!isClearsigned(text) || start < 2 || end < 0 || !text.includes(END, end) || tail.trim() !== '') {
    throw new SpmError('index-malformed', `${subject} is not one clearsigned message`, { subject });
  }
  return text.slice(start, end + 1).replaceAll(/^- /gm, '');
}
