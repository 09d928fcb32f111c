import { bytesOfText } from '@mpkg/mpkg';

import { fileContents } from '../contents.ts';
import type { ForeignKind, SourceFile, Staged, StageRequest } from '../kind.ts';
import { wordsOfFile } from '../archive/file-name.ts';
import { memberPath, prefixPath } from '../member-path.ts';
import { plainAttributes } from '../staged-node.ts';
import { StagedTree } from '../staged-tree.ts';
import { architectureOf, isProgram } from './format.ts';

/** A program in one file, ELF or script; an AppImage is one too. It becomes `bin/NAME`. */
export const EXECUTABLE: ForeignKind = {
  id: 'executable',
  version: 2,
  matches: ({ head }) => isProgram(head),
  stage: stageExecutable,
};

async function stageExecutable(source: SourceFile, { layout, limit }: StageRequest): Promise<Staged> {
  const words = wordsOfFile(source.name, true);
  const { name = words.name, prefix = '' } = layout;
  const tree = new StagedTree(limit);
  const path = [...prefixPath(prefix), ...memberPath(bytesOfText(`bin/${name}`))];
  const content = { offset: 0, size: source.size };
  tree.addLeaf(path, { kind: 'exec', content, attributes: plainAttributes('exec') });
  const architecture = architectureOf(source.head);
  return {
    root: tree.root,
    contents: fileContents(source.fd, source.name),
    configPaths: [],
    scripts: [],
    warnings: [],
    facts: { ...words, name, ...(architecture !== undefined && { architecture }), roles: ['program'] },
  };
}
