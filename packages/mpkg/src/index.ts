export { bytesOfBuffer, bytesOfText, fsPath, quoteBytes, textOfBytes, type Bytes } from './bytes.ts';
export { type Codec, codecOfContent, codecOfName } from './codec/codec.ts';
export { type Decoder, openDecoder } from './codec/decoder.ts';
export { StoredFile } from './codec/stored-file.ts';
export { MpkgError, type MpkgErrorCode, type MpkgErrorOptions } from './errors.ts';
export {
  MAX_INDEX_BYTES,
  MAX_LEAF_BYTES,
  MAX_LINK_BYTES,
  MAX_NAME_BYTES,
  MAX_NESTED_DIRECTORIES,
} from './pac/limits.ts';
export { comparePackingOrder } from './pac/order.ts';
export { writeIndex, type NewEntry, type WrittenIndex } from './pac/write-index.ts';
export { modesToJson, parseModes, type ModeRow, type ModesTable } from './archive/modes.ts';
export { formatIdentity, ownIdentity } from './state/identity.ts';
export { mayRun } from './state/lock.ts';
