export { openPac, type OpenOptions } from './open-pac.ts';
export { PacReader } from './pac-reader.ts';
export { WHOLE_PIECE_BYTES, type ContentVisitor, type ReadOptions } from './deliver-contents.ts';
export type { PacEntry, PacIndex } from '../pac/pac-index.ts';
export type { EntryKind, LeafKind } from '../pac/kind.ts';
