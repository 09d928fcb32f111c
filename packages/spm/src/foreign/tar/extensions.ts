import { bytesOfBuffer, type Bytes } from '@mpkg/mpkg';

import { malformedPackage } from '../refusals.ts';
import { textField } from './fields.ts';

/** What extended headers say of a member, by the keywords of pax(1). */
export type Extensions = ReadonlyMap<string, Bytes>;

export const NO_EXTENSIONS: Extensions = new Map();

/** Type flags of headers whose content speaks of the member that follows, or of all that follow. */
export const EXTENSION_TYPES: ReadonlySet<string> = new Set(['L', 'K', 'x', 'g']);

/** The content of an extended header. @throws SpmError `package-malformed` */
export function parseExtension(type: string, content: Buffer): Extensions {
  switch (type) {
    case 'L':
      return new Map([['path', textField(bytesOfBuffer(content), 0, content.length)]]);
    case 'K':
      return new Map([['linkpath', textField(bytesOfBuffer(content), 0, content.length)]]);
    default:
      return new Map(paxRecords(bytesOfBuffer(content)));
  }
}

/** Records `LENGTH KEY=VALUE\n`, the length that of all of the record. A value is bytes: most are UTF-8, and some are not. */
function* paxRecords(text: Bytes): Generator<[key: string, value: Bytes]> {
  for (let at = 0; at < text.length && text[at] !== '\0';) {
    const [start = '', digits = ''] = /^(\d{1,9}) /.exec(text.slice(at, at + 10)) ?? [];
    const end = at + Number(digits);
    const record = text.slice(at + start.length, end - 1);
    const equals = record.indexOf('=');
    if (start === '' || end > text.length || text[end - 1] !== '\n' || equals < 1) {
      throw malformedPackage('the tar archive is damaged: a pax header has a malformed record');
    }
    yield [record.slice(0, equals), record.slice(equals + 1) as Bytes];
    at = end;
  }
}
