import type { Output } from './output.ts';

/** Characters gathered before they are written. */
const CHUNK = 64 * 1024;

/** Writes a text that comes in pieces to stdout. */
export function writeText(output: Output, pieces: Iterable<string>): void {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    output.write('stdout', chunk);
    chunk = '';
  }
  if (chunk !== '') output.write('stdout', chunk);
}
