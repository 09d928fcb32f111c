import { archiveFacts } from '../archive/facts.ts';
import { tooLarge } from '../refusals.ts';
import type { ForeignKind, SourceFile, Staged, StageRequest } from '../kind.ts';
import { UserPlacing } from '../placing.ts';
import { stageMember } from '../stage-member.ts';
import { StagedTree } from '../staged-tree.ts';
import { readCentralDirectory } from './central-directory.ts';
import { unpackMember } from './unpack-member.ts';

const LOCAL_MAGIC = 'PK\x03\x04';
const EMPTY_MAGIC = 'PK\x05\x06';

/** zip archives. */
export const ZIP: ForeignKind = { id: 'zip', version: 2, matches: isZip, stage: stageZip };

export function isZip({ head }: SourceFile): boolean {
  const magic = head.toString('latin1', 0, LOCAL_MAGIC.length);
  return magic === LOCAL_MAGIC || magic === EMPTY_MAGIC;
}

async function stageZip(source: SourceFile, { layout, limit, spool }: StageRequest): Promise<Staged> {
  const placing = new UserPlacing(layout);
  const tree = new StagedTree(limit);
  const contents = spool();
  for (const entry of readCentralDirectory(source.fd, source.size)) {
    if (entry.size > limit) throw tooLarge(limit, entry.path);
    stageMember(tree, await unpackMember(source.fd, entry, contents), placing);
  }
  return {
    root: tree.root,
    contents,
    configPaths: [],
    scripts: [],
    warnings: placing.warnings,
    facts: archiveFacts(source, layout, tree.root),
  };
}
