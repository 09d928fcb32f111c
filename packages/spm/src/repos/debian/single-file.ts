import { compressionOf } from '../compression/compression.ts';
import type { RepositoryKind } from '../kind.ts';

const INDEX_LIMIT = 1024 * 1024 * 1024;

/** A lone `Packages` file. Nothing vouches for it but the transport. */
export const singleFileLayout: RepositoryKind = {
  async places() {
    return [{ id: 'packages', paths: [''], limit: INDEX_LIMIT }];
  },
  async read(_repository, _place, { url }) {
    const compression = compressionOf(new URL(url).pathname);
    return {
      identity: '',
      edition: undefined,
      expires: undefined,
      signature: 'unverified',
      parts: [{ id: 'packages', forms: [{ path: '', compression, expected: undefined }], plain: undefined }],
    };
  },
};
