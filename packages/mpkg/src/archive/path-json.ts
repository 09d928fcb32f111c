import { bytesOfText, textOfBytes, type Bytes } from '../bytes.ts';

/** A path in JSON, which knows only text: one that is not UTF-8 is given as its bytes in hexadecimal. */
export interface PathJson {
  readonly path?: string;
  readonly pathHex?: string;
}

export function pathToJson(path: Bytes): PathJson {
  const text = textOfBytes(path);
  if (bytesOfText(text) === path) return { path: text };
  return { pathHex: Buffer.from(path, 'latin1').toString('hex') };
}
