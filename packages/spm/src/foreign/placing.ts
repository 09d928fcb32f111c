import { quoteBytes, textOfBytes, type Bytes } from '@mpkg/mpkg';

import type { Warning } from '../errors.ts';
import type { Layout } from './kind.ts';
import type { Member } from './member.ts';
import { prefixPath } from './member-path.ts';
import { ANY_EXECUTE, plainAttributes, type Attributes } from './staged-node.ts';

/** How the members of one archive become members of a tree. */
export interface Placing {
  /** Where a member goes; undefined when it is left out. */
  path(names: readonly Bytes[]): readonly Bytes[] | undefined;
  attributes(member: Member): Attributes;
}

/** As a distribution's package has it, paths, modes and owners: a deployer follows its root's `lib → usr/lib` by itself. */
export const AS_PACKED: Placing = { path: (names) => names, attributes: ({ attributes }) => attributes };

const SPECIAL_BITS = 0o7000;

/**
 * As the user places an archive that no distribution made: some leading names dropped, everything below a prefix. Owners and
 * umask of whoever packed it mean nothing here, so everything is root's and has the usual permissions; set-id bits are
 * dropped with a warning.
 */
export class UserPlacing implements Placing {
  readonly warnings: Warning[] = [];
  readonly #strip: number;
  readonly #prefix: readonly Bytes[];

  /** @throws SpmError `path-denied` for a prefix that leads upwards. */
  constructor({ strip = 0, prefix = '' }: Layout) {
    this.#strip = strip;
    this.#prefix = prefixPath(prefix);
  }

  path(names: readonly Bytes[]): readonly Bytes[] | undefined {
    return names.length <= this.#strip ? undefined : [...this.#prefix, ...names.slice(this.#strip)];
  }

  attributes({ path, type, attributes: { mode } }: Member): Attributes {
    if (type === 'directory') return plainAttributes('dir');
    if (type === 'symlink') return plainAttributes('link');
    if (mode & SPECIAL_BITS) this.#warn(path, mode);
    return plainAttributes(mode & ANY_EXECUTE ? 'exec' : 'file');
  }

  #warn(path: Bytes, mode: number): void {
    const message = `${quoteBytes(path)} had the mode ${mode.toString(8)}; its set-id bits are dropped`;
    this.warnings.push({ code: 'set-id-dropped', subject: textOfBytes(path), message });
  }
}
