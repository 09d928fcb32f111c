import type { Bytes } from '@mpkg/mpkg';

import type { Attributes, Extent } from './staged-node.ts';

/** One member of an archive, its content in what was unpacked. */
export interface Member {
  readonly type: 'file' | 'directory' | 'link' | 'symlink';
  /** As stored, with `./` before it or `/` after it. */
  readonly path: Bytes;
  /** Of a symbolic link the text, of a hard link the path of another member; empty for others. */
  readonly target: Bytes;
  readonly attributes: Attributes;
  readonly content: Extent;
}
