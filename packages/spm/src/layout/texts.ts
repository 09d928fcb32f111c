import { bytesOfText, textOfBytes } from '@mpkg/mpkg';

import type { SpmError } from '../errors.ts';
import type { Contents } from '../foreign/contents.ts';
import { malformedMember } from '../foreign/refusals.ts';
import { sizeOf, type Content, type StagedDirectory, type StagedNode } from '../foreign/staged-node.ts';

/** Texts by path, such as `ver/summary` or `sys/menu/hello.desktop`. */
export type Texts = ReadonlyMap<string, string>;

/** Bytes that a text of a layout may have. */
const LIMIT = 1024 * 1024;

/**
 * Reads every file below the directories that hold facts.
 * @throws SpmError `package-malformed` for links, and for what is no UTF-8 text
 */
export function readTexts(root: StagedDirectory, contents: Contents, directories: readonly string[]): Texts {
  const texts = new Map<string, string>();
  const visit = (path: string, node: StagedNode): void => {
    if (node.kind !== 'dir') {
      texts.set(path, textOf(path, node, contents));
      return;
    }
    for (const [name, child] of node.children) visit(`${path}/${textOfBytes(name)}`, child);
  };
  for (const name of directories) {
    const node = root.children.get(bytesOfText(name));
    if (node !== undefined) visit(name, node);
  }
  return texts;
}

function textOf(path: string, node: Exclude<StagedNode, StagedDirectory>, contents: Contents): string {
  if (node.kind === 'link') throw malformedText(path, 'a fact is a file of its own, not a link');
  if (sizeOf(node.content) > LIMIT) throw malformedText(path, `it has more than ${LIMIT} bytes`);
  const bytes = bytesOf(node.content, contents);
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes) || text.includes('\0'))
    throw malformedText(path, 'it is no UTF-8 text');
  return text;
}

function bytesOf(content: Content, contents: Contents): Buffer {
  if (content instanceof Uint8Array) return Buffer.from(content);
  const bytes = Buffer.alloc(content.size);
  contents.read(bytes, content.offset);
  return bytes;
}

/** The lines that say something: blank ones and those that begin with `#` are left out. Numbers are from 1. */
export function linesOf(text: string): { readonly number: number; readonly line: string }[] {
  return text
    .split('\n')
    .map((line, index) => ({ number: index + 1, line: line.trim() }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
}

/** The texts right below a directory, by name. @throws SpmError `package-malformed` for what lies deeper */
export function textsIn(texts: Texts, directory: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [path, text] of texts) {
    if (!path.startsWith(`${directory}/`)) continue;
    const name = path.slice(directory.length + 1);
    if (name.includes('/')) throw malformedText(path, `${directory} has no directories`);
    found.set(name, text);
  }
  return found;
}

export function malformedText(path: string, reason: string): SpmError {
  return malformedMember(bytesOfText(path), reason);
}
