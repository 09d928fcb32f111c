import { bytesOfBuffer, type Bytes } from '@mpkg/mpkg';

import type { ForeignKind, Script, SourceFile, Staged, StageRequest } from '../kind.ts';
import { AS_PACKED } from '../placing.ts';
import { stageMember } from '../stage-member.ts';
import { StagedTree } from '../staged-tree.ts';
import { readTar } from '../tar/read-tar.ts';
import { unpacked } from '../unpack.ts';

import { conffiles, readControl, type ControlFiles } from './control.ts';
import { controlRecord } from './facts.ts';
import { debMembers } from './members.ts';

const AR_MAGIC = '!<arch>\ndebian';
const SCRIPTS = ['preinst', 'postinst', 'prerm', 'postrm', 'triggers'] as Bytes[];
/** Debian's binary packages, deb(5): files, modes and owners from the data archive, everything else from the control archive. */
export const DEB: ForeignKind = {
  id: 'deb',
  version: 3,
  matches: ({ head }) => head.toString('latin1', 0, AR_MAGIC.length) === AR_MAGIC,
  stage: stageDeb,
};

async function stageDeb(source: SourceFile, { limit, spool }: StageRequest): Promise<Staged> {
  const members = debMembers(source.fd);
  const files = await readControl(members.control);
  const record = await controlRecord(files);
  const tree = new StagedTree(limit);
  const contents = await unpacked(members.data, spool);
  for (const member of readTar(contents)) stageMember(tree, member, AS_PACKED);
  const { name, version, architecture } = record;
  return {
    root: tree.root,
    contents,
    configPaths: conffiles(files),
    scripts: scripts(files),
    warnings: [],
    facts: { name, version, architecture, roles: ['program', 'library', 'files'], record },
  };
}

function scripts(files: ControlFiles): readonly Script[] {
  return SCRIPTS.flatMap((name) => {
    const content = files.get(name);
    return content === undefined ? [] : [{ name, content: bytesOfBuffer(content) }];
  });
}
