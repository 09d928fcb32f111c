import { parseLine } from './lines.ts';
import { headShape, tailShape } from './shapes.ts';
import { INDEX_FORMAT } from './types.ts';
import type { IndexHead } from './types.ts';

/** The last line: what makes a cut-off index noticeable. */
export interface IndexTail {
  readonly packages: number;
  /** Of every byte before the last line, hexadecimal. */
  readonly sha256: string;
}

type HeadJson = Omit<IndexHead, 'expires' | 'triggers'> & Partial<Pick<IndexHead, 'expires' | 'triggers'>>;

/** Reads the first line of an index. Throws `index-malformed`. */
export function parseIndexHead(text: string): IndexHead {
  const { identity, serial, date, expires, scheme, architectures, packages, triggers } = parseLine(
    text,
    1,
    headShape,
  ) as HeadJson;
  return { identity, serial, date, expires, scheme, architectures, packages, triggers: triggers ?? [] };
}

export function printIndexHead(head: IndexHead): string {
  const { identity, serial, date, expires, scheme, architectures, packages } = head;
  const triggers =
    head.triggers.length === 0
      ? undefined
      : head.triggers.map(({ name, paths, command, creates }) => ({ name, paths, command, creates }));
  return JSON.stringify({
    format: INDEX_FORMAT,
    identity,
    serial,
    date,
    expires,
    scheme,
    architectures,
    digest: 'sha256',
    packages,
    triggers,
  });
}

/** Whether a line is the last one: only that begins with the key `end`. */
export function isIndexTail(text: string): boolean {
  return text.startsWith('{"end"');
}

export function parseIndexTail(text: string, line: number): IndexTail {
  const { packages, sha256 } = parseLine(text, line, tailShape) as IndexTail;
  return { packages, sha256 };
}

export function printIndexTail({ packages, sha256 }: IndexTail): string {
  return JSON.stringify({ end: INDEX_FORMAT, packages, sha256 });
}
