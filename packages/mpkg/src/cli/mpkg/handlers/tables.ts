import { parseModes, type ModesTable } from '../../../archive/modes.ts';
import { bytesOfText, textOfBytes, type Bytes } from '../../../bytes.ts';
import { MpkgError } from '../../../errors.ts';
import { readBytes } from '../../../tree/look.ts';
import { normalise } from '../../../tree/paths.ts';

/** @throws MpkgError `file-not-found`, `table-invalid` */
export function readModes(file: string): ModesTable {
  return parseModes(textOfBytes(read(file)), file);
}

/** Paths, one a line; empty lines and lines that begin with `#` say nothing. @throws MpkgError `file-not-found` */
export function readKeepList(file: string): Bytes[] {
  return read(file)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(normalise);
}

function read(file: string): Bytes {
  const text = readBytes(bytesOfText(file));
  if (text === undefined) throw new MpkgError('file-not-found', `${file}: no such file`, { subject: file });
  return text;
}
