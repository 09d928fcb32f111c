import type { WordBuffer } from './sealed.ts';

/** The bytes of a file that is replaced as a whole and never written to. */
export interface FileMemory {
  /** Bytes of the whole file. */
  readonly length: number;
  /** Where `bring` brings bytes. */
  readonly window: WordBuffer;
  /** Where in the window `length` bytes from `offset`, a multiple of four, are now; -1 when the file ends before. Valid until the next call. */
  bring(offset: number, length: number): number;
  /** `length` bytes from `offset`, a multiple of eight, to stay; undefined when the file ends before. */
  keep(offset: number, length: number): Uint8Array<ArrayBuffer> | undefined;
  /** Whether the file has the same bytes from `offset` on. */
  has(bytes: Uint8Array<ArrayBuffer>, offset: number): boolean;
  /** Ends the use of the file; what was kept stays. */
  close(): void;
}
