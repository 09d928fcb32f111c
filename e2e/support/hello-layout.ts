import path from 'node:path';
import { buildTree } from '@mpkg/testkit';
import { HELLO } from '../../packages/spm/test/layout/hello.ts';
import type { SpmRoot } from './spm-root.ts';

/** A layout, beside the root; nothing is installed that it could depend on. */
export function layoutBeside(spm: SpmRoot): string {
  const { 'dep/depends': _, ...tree } = HELLO;
  const directory = path.join(spm.directory.path, 'hello-amd64-1.0');
  buildTree(directory, tree);
  return directory;
}
