import type { StagedDirectory, StagedNode } from '../foreign/staged-node.ts';

/** The directories of a layout; `docs/formats/layout.md` says what each is for. */
export const DIRECTORIES = ['bin', 'cmd', 'cert', 'def', 'dep', 'doc', 'sys', 'ver'] as const;

const LICENCE = /^(?:licen[cs]e|copying|copyright)(?:[.-][\w.-]+)?$/i;

export function isLicence(name: string, node: StagedNode): boolean {
  return node.kind === 'file' && LICENCE.test(name);
}

/** The members of a directory that no layout has at its root. */
export function strangers({ children }: StagedDirectory): string[] {
  return Array.from(children)
    .filter(([name, node]) => !isKnown(name, node))
    .map(([name]) => name);
}

function isKnown(name: string, node: StagedNode): boolean {
  return node.kind === 'dir' ? DIRECTORIES.some((known) => known === name) : isLicence(name, node);
}

/** Whether a directory can be a layout: it has one of the directories, and nothing else but a licence. */
export function isLayout(root: StagedDirectory): boolean {
  return strangers(root).length === 0 && [...root.children.values()].some(({ kind }) => kind === 'dir');
}
