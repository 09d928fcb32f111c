import type { Hash } from 'node:crypto';
import fs from 'node:fs';
import { StoredFile, type Observer } from '../codec/stored-file.ts';
import { MpkgError } from '../errors.ts';

const READ_BYTES = 256 * 1024;

/** A SHA-256 over bytes as they pass by. */
export class RunningDigest implements Observer {
  readonly #hash: Hash;
  readonly #expected: string;

  /**
   * @param expected SHA-256 in hexadecimal, either case
   * @throws MpkgError `usage` when it is not one
   */
  static async expecting(expected: string): Promise<RunningDigest> {
    if (!/^[0-9a-f]{64}$/i.test(expected)) {
      throw new MpkgError('usage', `"${expected}" is not a SHA-256: 64 hexadecimal digits are`);
    }
    const { createHash } = await import('node:crypto');
    return new RunningDigest(createHash('sha256'), expected.toLowerCase());
  }

  private constructor(hash: Hash, expected: string) {
    this.#hash = hash;
    this.#expected = expected;
  }

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  /** @throws MpkgError `digest-mismatch` */
  verify(): void {
    const actual = this.#hash.digest('hex');
    if (actual === this.#expected) return;
    throw new MpkgError('digest-mismatch', `its SHA-256 is ${actual}, not ${this.#expected}`);
  }
}

/**
 * Reads an open file from its beginning to compare its SHA-256.
 * @throws MpkgError `digest-mismatch`, `usage`
 */
export async function verifyFileDigest(fd: number, expected: string): Promise<void> {
  const digest = await RunningDigest.expecting(expected);
  for (const chunk of new StoredFile(fd, fs.fstatSync(fd).size).chunks(READ_BYTES)) digest.update(chunk);
  digest.verify();
}
