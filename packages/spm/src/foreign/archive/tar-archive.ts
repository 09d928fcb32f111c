import type { ForeignKind, SourceFile, Staged, StageRequest } from '../kind.ts';
import { UserPlacing } from '../placing.ts';
import { Section } from '../section.ts';
import { stageMember } from '../stage-member.ts';
import { StagedTree } from '../staged-tree.ts';
import { readTar } from '../tar/read-tar.ts';
import { compressionOfContent, unpacked, type Compression } from '../unpack.ts';

import { archiveFacts } from './facts.ts';

const USTAR = 'ustar';
const USTAR_OFFSET = 257;
const NAME = /\.(?:tar|tar\.\w+|t(?:gz|xz|zst|bz2|lz))$/i;

/** tar archives, plain or compressed as a whole. */
export const TAR: ForeignKind = {
  id: 'tar',
  version: 3,
  matches: ({ name, head }) => isTar(head) || (NAME.test(name) && compressionOf(name, head) !== 'none'),
  stage: stageTar,
};

async function stageTar(source: SourceFile, { layout, limit, spool }: StageRequest): Promise<Staged> {
  const placing = new UserPlacing(layout);
  const tree = new StagedTree(limit);
  const section = new Section(source.fd, 0, source.size);
  const contents = await unpacked({ section, compression: compressionOf(source.name, source.head) }, spool);
  for (const member of readTar(contents)) stageMember(tree, member, placing);
  return {
    root: tree.root,
    contents,
    configPaths: [],
    scripts: [],
    warnings: placing.warnings,
    facts: archiveFacts(source, layout, tree.root),
  };
}

function isTar(head: Buffer): boolean {
  return head.toString('latin1', USTAR_OFFSET, USTAR_OFFSET + USTAR.length) === USTAR;
}

/** lzma has no magic bytes worth the name. */
function compressionOf(name: string, head: Buffer): Compression {
  return /lz(?:ma)?$/i.test(name) ? 'lzma' : compressionOfContent(head);
}
