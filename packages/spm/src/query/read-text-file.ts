import { compressionOf } from '../repos/compression/compression.ts';
import { decompressed } from '../repos/compression/decompress.ts';

/** The text of a file, decompressed as its name says. @throws SpmError `file-not-found`, `stream-corrupt`, exit 12 */
export async function readTextFile(file: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of decompressed(file, compressionOf(file)))
    text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
