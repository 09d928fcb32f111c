import { compressionOf } from '../compression/compression.ts';
import type { RepositoryKind } from '../kind.ts';
import { readIndexEnds } from './index-ends.ts';

const INDEX_LIMIT = 1024 * 1024 * 1024;

/** What an index is called in a folder, smallest first. */
const NAMES = ['index.jsonl.zst', 'index.jsonl.gz', 'index.jsonl'];

/**
 * The native format (`docs/formats/index.md`): one file that is head and index in one, and vouches for itself line by line. The
 * repository's URL names the file, or the folder that holds it.
 */
export const nativeKind: RepositoryKind = {
  async places({ urls }) {
    const isFolder = urls.every(({ pathname }) => pathname.endsWith('/'));
    return [{ id: 'index', paths: isFolder ? NAMES : [''], limit: INDEX_LIMIT }];
  },

  async read(_repository, _place, { file, url }) {
    const compression = compressionOf(new URL(url).pathname);
    const { identity, serial, expires } = await readIndexEnds({ file, compression, source: url });
    return {
      identity,
      edition: serial,
      expires: expires === undefined ? undefined : Date.parse(expires),
      signature: 'unverified',
      parts: [{ id: 'index', forms: [{ path: '', compression, expected: undefined }], plain: undefined }],
    };
  },
};
