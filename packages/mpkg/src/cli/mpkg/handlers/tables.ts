import { parseModes, type ModesTable } from '../../../archive/modes.ts';
import { textOfBytes, type Bytes } from '../../../bytes.ts';
import { normalise } from '../../../tree/paths.ts';
import { readInput } from '../../../tree/read-input.ts';

/** @throws MpkgError `table-invalid`, and as `readInput` */
export async function readModes(file: string, signal: AbortSignal): Promise<ModesTable> {
  return parseModes(textOfBytes(await readInput(file, signal)), file);
}

/** Paths, one a line; empty lines and lines that begin with `#` say nothing. @throws MpkgError as `readInput` */
export async function readKeepList(file: string, signal: AbortSignal): Promise<Bytes[]> {
  return (await readInput(file, signal))
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(normalise);
}
