import { compressionOf } from '../compression/compression.ts';
import { verifyDetached } from '../gpgv.ts';
import type { RepositoryKind } from '../kind.ts';
import { readHead } from './read-head.ts';

/** Bytes, as published and decompressed. */
const INDEX_LIMIT = 1024 * 1024 * 1024;

/** What an index is called in a folder, smallest first. */
const NAMES = ['index.jsonl.zst', 'index.jsonl.gz', 'index.jsonl'];

/** A detached OpenPGP signature of the file as it is published. */
const SIGNATURE_SUFFIX = '.sig';

/**
 * The native format (`docs/formats/index.md`): one file that is head and index in one, and vouches for itself by its last line. The
 * repository's URL names the file, or the folder that holds it.
 */
export const nativeKind: RepositoryKind = {
  async places({ urls }) {
    const isFolder = urls.every(({ pathname }) => pathname.endsWith('/'));
    return [{ id: 'index', paths: isFolder ? NAMES : [''], limit: INDEX_LIMIT }];
  },

  async read({ keyring }, _place, head) {
    const { file, url, detachedSignature } = head;
    if (keyring !== undefined) {
      await verifyDetached({ file, keyring, subject: url }, await detachedSignature(SIGNATURE_SUFFIX));
    }
    const compression = compressionOf(new URL(url).pathname);
    const { identity, serial, expires } = await readHead(head, INDEX_LIMIT);
    return {
      identity,
      edition: serial,
      expires: expires === undefined ? undefined : Date.parse(expires),
      signature: keyring === undefined ? 'unverified' : 'verified',
      parts: [{ id: 'index', forms: [{ path: '', compression, expected: undefined }], plain: undefined }],
    };
  },
};
