export { type Codec, codecOfContent, codecOfName } from './codec/codec.ts';
export { type Decoder, openDecoder } from './codec/decoder.ts';
export { StoredFile } from './codec/stored-file.ts';
export { MpkgError, type MpkgErrorCode, type MpkgErrorOptions } from './errors.ts';
