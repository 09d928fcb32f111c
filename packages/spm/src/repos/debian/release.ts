import { SpmError } from '../../errors.ts';
import type { Expected } from '../../transport/expected.ts';

/** A `Release` file: who publishes a suite, when, and the digest of every index in it. */
export interface Release {
  readonly origin: string;
  readonly label: string;
  readonly codename: string;
  /** Milliseconds since 1970. */
  readonly date: number | undefined;
  readonly validUntil: number | undefined;
  /** Indexes are also published under their digests. */
  readonly byHash: boolean;
  /** By path, relative to the `Release` file. */
  readonly files: ReadonlyMap<string, Expected>;
}

const DIGEST_LINE = /^ ([0-9a-f]{64}) +(\d+) +(\S+)$/;

/**
 * Reads a `Release` file (Debian wiki, DebianRepository/Format). Only SHA-256 counts; older digests are no proof.
 *
 * @throws SpmError `index-malformed` with the line.
 */
export function parseRelease(text: string, subject: string): Release {
  const fields = new Map<string, string>();
  const files = new Map<string, Expected>();
  let field = '';
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (field === 'sha256') addFile(files, line, `${subject}:${index + 1}`);
    } else if (line !== '') {
      const colon = line.indexOf(':');
      if (colon < 1) throw malformed(`${subject}:${index + 1}`, 'a field without a colon');
      field = line.slice(0, colon).toLowerCase();
      fields.set(field, line.slice(colon + 1).trim());
    }
  }
  if (!fields.has('sha256')) throw malformed(subject, 'no SHA256 section');
  return {
    origin: fields.get('origin') ?? '',
    label: fields.get('label') ?? '',
    codename: fields.get('codename') ?? fields.get('suite') ?? '',
    date: dateOf(fields.get('date'), subject),
    validUntil: dateOf(fields.get('valid-until'), subject),
    byHash: fields.get('acquire-by-hash') === 'yes',
    files,
  };
}

function addFile(files: Map<string, Expected>, line: string, place: string): void {
  const [, sha256, size, path] = DIGEST_LINE.exec(line) ?? [];
  if (sha256 === undefined || path === undefined) throw malformed(place, 'not a digest, a size and a path');
  if (path.startsWith('/') || path.split('/').includes('..'))
    throw malformed(place, 'a path that leaves the suite');
  files.set(path, { sha256, size: Number(size) });
}

function dateOf(value: string | undefined, subject: string): number | undefined {
  if (value === undefined) return undefined;
  const date = Date.parse(value);
  if (Number.isNaN(date)) throw malformed(subject, `not a date: ${value}`);
  return date;
}

function malformed(place: string, reason: string): SpmError {
  return new SpmError('index-malformed', `${place}: ${reason}`, { subject: place });
}
