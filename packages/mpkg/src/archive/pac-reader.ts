import fs from 'node:fs';
import type { Codec } from '../codec/codec.ts';
import type { Decoder } from '../codec/decoder.ts';
import { openDecoder } from '../codec/open-decoder.ts';
import { StoredFile } from '../codec/stored-file.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import { archiveError } from './archive-error.ts';
import { ContentCursor } from './content-cursor.ts';
import { ContentWindow } from './content-window.ts';
import { deliverContents, type ContentVisitor, type ReadOptions } from './deliver-contents.ts';
import { reasonFor } from '../interruption.ts';
import { verifyFileDigest, type RunningDigest } from './running-digest.ts';

/** What is known of an open archive. */
export interface ArchiveFacts {
  readonly path: string;
  readonly fd: number;
  readonly codec: Codec;
  readonly index: PacIndex;
  readonly headerBytes: number;
  readonly indexBytes: number;
  /** Bytes of the file as it lies on disk. */
  readonly storedBytes: number;
  readonly sha256: string | undefined;
}

/** One pass over the archive, from its front. */
interface Pass {
  readonly decoder: Decoder;
  readonly window: ContentWindow;
  readonly digest: RunningDigest | undefined;
}

/** An archive open for reading, its index read and valid. */
export class PacReader implements AsyncDisposable {
  readonly path: string;
  readonly codec: Codec;
  readonly index: PacIndex;
  readonly storedBytes: number;
  /** Where the index begins in the plain archive. */
  readonly headerBytes: number;
  readonly #facts: ArchiveFacts;
  /** Stands at the first content byte; the first reading of contents uses it up. */
  #pass: Pass | undefined;
  #isDigestVerified: boolean;

  constructor(facts: ArchiveFacts, pass: Pass) {
    this.path = facts.path;
    this.codec = facts.codec;
    this.index = facts.index;
    this.storedBytes = facts.storedBytes;
    this.headerBytes = facts.headerBytes;
    this.#facts = facts;
    this.#pass = pass;
    this.#isDigestVerified = facts.sha256 === undefined;
  }

  /**
   * Delivers the content of every leaf, in index order; without a visitor it is only checked. When it returns, the contents had exactly the declared sizes, the
   * stream ended there with the right checksum, and the file had the expected SHA-256.
   * @throws MpkgError `pac-truncated`, `pac-trailing-data`, `pac-malformed`, `stream-corrupt`, `digest-mismatch`; and whatever
   *   `visit` throws
   */
  async readContents(visit: ContentVisitor | undefined, options: ReadOptions = {}): Promise<void> {
    const pass = await this.#begin();
    try {
      await deliverContents({ ...options, index: this.index, window: pass.window, visit });
      if (options.until === undefined) await this.#finish(pass);
    } catch (error) {
      throw await reasonFor(archiveError(this.path, error), options.signal);
    } finally {
      await endPass(pass);
    }
  }

  /** Lets `walk` read contents at its own pace, and verifies what is left as `readContents` does. */
  async walkContents(walk: (cursor: ContentCursor) => Promise<void>): Promise<void> {
    const pass = await this.#begin();
    try {
      const cursor = new ContentCursor(this.index, pass.window);
      await walk(cursor);
      await cursor.seek(this.index.length);
      await this.#finish(pass);
    } catch (error) {
      throw archiveError(this.path, error);
    } finally {
      await endPass(pass);
    }
  }

  /**
   * The content of one leaf, in pieces that hold until the next is asked for. Read to its end, it has verified the whole
   * archive as `readContents` does.
   */
  async *readEntry(entry: number): AsyncGenerator<Uint8Array> {
    const pass = await this.#begin();
    const { window } = pass;
    try {
      await window.skip(this.index.contentOffset(entry));
      for (let left = this.index.size(entry); left > 0;) {
        if (window.available === 0) await window.fill(1);
        const piece = window.take(left);
        left -= piece.length;
        yield piece;
      }
      await window.skip(this.index.contentBytes - this.index.contentOffset(entry) - this.index.size(entry));
      await this.#finish(pass);
    } catch (error) {
      throw archiveError(this.path, error);
    } finally {
      await endPass(pass);
    }
  }

  /**
   * Reads the stored file once to check its SHA-256 now, so that nothing is done with the contents of a wrong file. Without
   * an expected digest it does nothing.
   * @throws MpkgError `digest-mismatch`
   */
  async verifyDigest(): Promise<void> {
    const { fd, sha256 } = this.#facts;
    if (sha256 === undefined || this.#isDigestVerified) return;
    try {
      await verifyFileDigest(fd, sha256);
    } catch (error) {
      throw archiveError(this.path, error);
    }
    this.#isDigestVerified = true;
  }

  async close(): Promise<void> {
    if (this.#pass !== undefined) await endPass(this.#pass);
    this.#pass = undefined;
    fs.closeSync(this.#facts.fd);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #begin(): Promise<Pass> {
    const pass = this.#pass ?? (await this.#openAgain());
    this.#pass = undefined;
    pass.window.widen(this.index.contentBytes);
    return pass;
  }

  async #openAgain(): Promise<Pass> {
    const { codec, fd, storedBytes, headerBytes, indexBytes } = this.#facts;
    const decoder = await openDecoder(codec, new StoredFile(fd, storedBytes));
    const window = new ContentWindow(decoder);
    await window.skip(headerBytes + indexBytes);
    return { decoder, window, digest: undefined };
  }

  async #finish({ window, digest }: Pass): Promise<void> {
    await window.expectEnd();
    if (digest === undefined || this.#isDigestVerified) return;
    digest.verify();
    this.#isDigestVerified = true;
  }
}

async function endPass({ decoder, window }: Pass): Promise<void> {
  window.close();
  await decoder.close();
}
