import type { Bytes } from '@mpkg/mpkg';

import { joined, memberPath } from '../member-path.ts';
import { accountOf, type Account } from '../staged-node.ts';
import type { RpmHeader } from './header.ts';
import { TAG } from './tags.ts';

const CONFIG_FLAG = 1;

/** What the header says of one file, and the payload does not. */
export interface RpmFile {
  readonly owner: Account;
  readonly group: Account;
  readonly capabilities: string | undefined;
  readonly isConfig: boolean;
}

/** The files of a package by path from the root. */
export function filesOf(header: RpmHeader): ReadonlyMap<Bytes, RpmFile> {
  const directories = header.strings(TAG.dirNames);
  const directoryOf = header.numbers(TAG.dirIndexes);
  const owners = header.strings(TAG.fileUserNames);
  const groups = header.strings(TAG.fileGroupNames);
  const capabilities = header.strings(TAG.fileCapabilities);
  const flags = header.numbers(TAG.fileFlags);
  return new Map(
    header.strings(TAG.baseNames).map((name, at) => {
      const path = `${directories[directoryOf[at] ?? -1] ?? ''}${name}`.replace(/^\/+/, '') as Bytes;
      return [
        joined(memberPath(path)),
        {
          owner: accountOf(owners[at] ?? '', 0),
          group: accountOf(groups[at] ?? '', 0),
          capabilities: capabilities[at]?.replace(/^=\s*/, '') || undefined,
          isConfig: ((flags[at] ?? 0) & CONFIG_FLAG) !== 0,
        },
      ];
    }),
  );
}
