import { compressionOf } from '../compression.ts';
import type { RepositoryKind } from '../kind.ts';

const INDEX_LIMIT = 1024 * 1024 * 1024;

/** A lone `Packages` file. Nothing vouches for it but the transport. */
export const singleFileLayout: RepositoryKind = {
  async places() {
    return [{ id: 'packages', paths: [''], limit: INDEX_LIMIT }];
  },
  async read({ urls }) {
    const compression = compressionOf(urls[0]?.pathname ?? '');
    return {
      identity: '',
      date: undefined,
      expires: undefined,
      signature: 'unverified',
      parts: [{ id: 'packages', forms: [{ path: '', compression, expected: undefined }], plain: undefined }],
    };
  },
};
