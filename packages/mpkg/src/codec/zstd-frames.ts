import { MpkgError } from '../errors.ts';

const FRAME_MAGIC = 0xfd2f_b528;
const SKIPPABLE_MAGIC = 0x184d_2a50;
const RLE_BLOCK = 1;
const RESERVED_BLOCK = 3;
const CONTENT_SIZE_BYTES = [0, 2, 4, 8] as const;
const DICTIONARY_ID_BYTES = [0, 1, 2, 4] as const;

/** What the bytes gathered next are. */
type Field = 'magic' | 'skippable-size' | 'descriptor' | 'block-header';

/**
 * Walks the frames of a zstd stream (RFC 8878, section 3) without decompressing: it knows where each one ends. Decoders
 * differ in what they do with a cut last frame or with bytes after it; this does not.
 */
export class ZstdFrames {
  #field: Field = 'magic';
  #wanted = 4;
  #value = 0;
  #gathered = 0;
  /** Bytes to pass over before the next field. */
  #skip = 0;
  #hasChecksum = false;
  /** Whether the stream may end here. */
  #complete = false;

  /**
   * Takes the next bytes of the stream.
   * @throws MpkgError `pac-trailing-data` when what follows a frame is not a frame, `stream-corrupt` for a bad frame
   */
  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, bytes.length - at);
        this.#skip -= skipped;
        at += skipped;
      } else {
        this.#value += (bytes[at++] as number) * 256 ** this.#gathered++;
        if (this.#gathered === this.#wanted) this.#take(this.#value);
      }
    }
  }

  /** @throws MpkgError `pac-truncated` unless the bytes so far are whole frames */
  end(): void {
    if (!this.#complete || this.#gathered > 0 || this.#skip > 0) {
      throw new MpkgError('pac-truncated', 'the zstd stream ends inside a frame');
    }
  }

  #take(value: number): void {
    switch (this.#field) {
      case 'magic':
        return this.#magic(value);
      case 'skippable-size':
        return this.#endFrame(value);
      case 'descriptor':
        return this.#descriptor(value);
      case 'block-header':
        return this.#block(value);
    }
  }

  #magic(magic: number): void {
    if (magic === FRAME_MAGIC) this.#expect('descriptor', 1);
    else if (magic - (magic % 16) === SKIPPABLE_MAGIC) this.#expect('skippable-size', 4);
    else if (this.#complete) throw new MpkgError('pac-trailing-data', 'bytes follow the last zstd frame');
    else throw new MpkgError('stream-corrupt', 'it is not a zstd frame');
    this.#complete = false;
  }

  #descriptor(descriptor: number): void {
    const isSingleSegment = (descriptor & 0x20) !== 0;
    const sizeCode = descriptor >> 6;
    this.#hasChecksum = (descriptor & 0x04) !== 0;
    const sizeBytes = sizeCode === 0 && isSingleSegment ? 1 : (CONTENT_SIZE_BYTES[sizeCode] ?? 0);
    this.#skip = (isSingleSegment ? 0 : 1) + (DICTIONARY_ID_BYTES[descriptor & 3] ?? 0) + sizeBytes;
    this.#expect('block-header', 3);
  }

  #block(header: number): void {
    const isLast = (header & 1) !== 0;
    const type = (header >> 1) & 3;
    if (type === RESERVED_BLOCK) throw new MpkgError('stream-corrupt', 'a zstd block has the reserved type');
    const bytes = type === RLE_BLOCK ? 1 : header >> 3;
    if (isLast) return this.#endFrame(bytes + (this.#hasChecksum ? 4 : 0));
    this.#skip = bytes;
    this.#expect('block-header', 3);
  }

  #endFrame(bytesLeft: number): void {
    this.#skip = bytesLeft;
    this.#complete = true;
    this.#expect('magic', 4);
  }

  #expect(field: Field, bytes: number): void {
    this.#field = field;
    this.#wanted = bytes;
    this.#value = 0;
    this.#gathered = 0;
  }
}
