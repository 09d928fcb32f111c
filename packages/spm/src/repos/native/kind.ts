import type { IndexHead } from '@mpkg/manifest';
import { ManifestError } from '@mpkg/manifest';

import { SpmError } from '../../errors.ts';
import { openIndex } from '../../formats/native/index.ts';
import { compressionOf } from '../compression/compression.ts';
import { decompressed } from '../compression/decompress.ts';
import { verifyDetached } from '../gpgv.ts';
import type { HeadFile, RepositoryKind } from '../kind.ts';

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
    const { identity, serial, expires } = await readHead(head);
    return {
      identity,
      edition: serial,
      expires: expires === undefined ? undefined : Date.parse(expires),
      signature: keyring === undefined ? 'unverified' : 'verified',
      parts: [{ id: 'index', forms: [{ path: '', compression, expected: undefined }], plain: undefined }],
    };
  },
};

/** The first line of an index; of a new one every other line is read too, so that nothing malformed gets into the store. */
async function readHead({ file, url, isNew }: HeadFile): Promise<IndexHead> {
  const source = decompressed(file, compressionOf(new URL(url).pathname));
  try {
    const { head, records } = await openIndex(source);
    if (isNew) for await (const _ of records);
    return head;
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    throw new SpmError('index-malformed', `${url}: ${error.message}`, { subject: url, cause: error });
  } finally {
    await source.return(undefined);
  }
}
