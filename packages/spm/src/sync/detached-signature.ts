import { readFile, rm } from 'node:fs/promises';

import { SpmError, systemError } from '../errors.ts';
import type { SyncContext } from './context.ts';

const LONGEST_SIGNATURE = 64 * 1024;

export interface SignedHead {
  readonly url: URL;
  /** The head's unfinished file, or its stored one. */
  readonly file: string;
  /** Base64 of the signature, when it is at hand. */
  readonly detached: string | null;
}

/** The signature beside a head: fetched when it is first asked for, and only when it is not at hand. */
export class DetachedSignature {
  readonly #context: SyncContext;
  readonly #head: SignedHead;
  #text: string | null;

  constructor(context: SyncContext, head: SignedHead) {
    this.#context = context;
    this.#head = head;
    this.#text = head.detached;
  }

  /** In base64; null when nobody asked for it. */
  get text(): string | null {
    return this.#text;
  }

  /** @throws SpmError `signature-missing`, or what a transfer throws. */
  async get(suffix: string): Promise<Uint8Array> {
    this.#text ??= await this.#fetch(suffix);
    return Buffer.from(this.#text, 'base64');
  }

  async #fetch(suffix: string): Promise<string> {
    const url = new URL(this.#head.url);
    url.pathname += suffix;
    const path = `${this.#head.file}${suffix}`;
    try {
      await this.#context.fetch({ url, path, limit: LONGEST_SIGNATURE });
      return await readFile(path, 'base64');
    } catch (error) {
      throw missingOr(systemError(error, path));
    } finally {
      await rm(path, { force: true });
    }
  }
}

function missingOr(error: SpmError): SpmError {
  if (error.code !== 'not-published') return error;
  return new SpmError(
    'signature-missing',
    `a keyring is configured, but there is no signature: ${error.message}`,
    {
      ...(error.subject !== undefined && { subject: error.subject }),
      cause: error,
    },
  );
}
