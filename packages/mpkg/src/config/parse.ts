import path from 'node:path';
import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';
import { checkName, DEFAULT_GROUP } from '../package-id.ts';
import { normalise } from '../tree/paths.ts';
import { DEFAULT_SUFFIXES, type Configuration, type Group } from './configuration.ts';
import { KEYWORDS, type KeywordName } from './keywords.ts';

interface GroupDraft {
  readonly name: Bytes;
  into: Bytes | undefined;
  readonly from: Bytes[];
  readonly suffix: Bytes[];
  readonly pass: Bytes[];
  readonly deny: Bytes[];
  readonly skip: Bytes[];
}

/** The line that is read, for messages. */
interface Position {
  readonly file: string;
  readonly root: string;
  readonly line: number;
}

/**
 * Reads the text of an mpkg.conf: one keyword and its operands a line, blanks between, `#` to the end of the line a comment,
 * an operand with blanks or `#` in double quotes.
 * @param file for messages, and what relative directories in it are relative to
 * @param root what absolute directories in it are below; empty for the running system
 * @throws MpkgError `config-invalid`, with file and line
 */
export function parseConfiguration(text: Bytes, file: string, root = ''): Configuration {
  const drafts = new Map<Bytes, GroupDraft>([[DEFAULT_GROUP, draftOf(DEFAULT_GROUP)]]);
  let current = drafts.get(DEFAULT_GROUP) as GroupDraft;
  for (const [index, line] of text.split('\n').entries()) {
    const at = { file, root, line: index + 1 };
    const [word, ...operands] = wordsOf(line, at);
    if (word === undefined) continue;
    const keyword = keywordOf(word, operands, at);
    if (keyword === 'group') current = openGroup(drafts, operands[0] as Bytes, at);
    else apply(current, keyword, operands, at);
  }
  return { groups: new Map([...drafts.values()].map((draft) => [draft.name, groupOf(draft)])) };
}

function wordsOf(line: string, at: Position): Bytes[] {
  const words: Bytes[] = [];
  const token = /\s+|#.*|"([^"]*)"(?=\s|$)|[^\s"#]+(?=\s|$)/gy;
  while (token.lastIndex < line.length) {
    const start = token.lastIndex;
    const match = token.exec(line);
    if (match === null) throw invalid(at, `cannot read "${textOfBytes(line.slice(start))}"`);
    const [whole, quoted] = match;
    if (quoted !== undefined) words.push(quoted as Bytes);
    else if (!/^[\s#]/.test(whole)) words.push(whole as Bytes);
  }
  return words;
}

function keywordOf(word: Bytes, operands: readonly Bytes[], at: Position): KeywordName {
  const keyword = KEYWORDS.find((known) => known.word === word);
  if (keyword === undefined) {
    const known = KEYWORDS.map((each) => each.word).join(', ');
    throw invalid(at, `"${textOfBytes(word)}" is no keyword; there are ${known}`);
  }
  if (operands.length === 0) throw invalid(at, `"${word}" needs ${keyword.operands}`);
  if (operands.length > 1 && !keyword.operands.endsWith('...')) {
    throw invalid(at, `"${word}" takes one operand: ${keyword.operands}`);
  }
  return keyword.word;
}

function openGroup(drafts: Map<Bytes, GroupDraft>, name: Bytes, at: Position): GroupDraft {
  if (drafts.has(name) && name !== DEFAULT_GROUP) throw invalid(at, `group "${name}" has begun already`);
  const draft = drafts.get(name) ?? draftOf(checked(name, at));
  drafts.set(name, draft);
  return draft;
}

function checked(name: Bytes, at: Position): Bytes {
  try {
    return checkName('group', name);
  } catch (error) {
    throw invalid(at, (error as Error).message);
  }
}

function apply(
  draft: GroupDraft,
  keyword: Exclude<KeywordName, 'group'>,
  operands: readonly Bytes[],
  at: Position,
): void {
  if (keyword === 'into') {
    if (draft.into !== undefined) throw invalid(at, `group "${draft.name}" has its "into" already`);
    draft.into = pathOf(operands[0] as Bytes, at);
    return;
  }
  const values =
    keyword === 'from'
      ? operands.map((directory) => directoryOf(directory, at))
      : keyword === 'suffix'
        ? operands
        : operands.map((operand) => pathOf(operand, at));
  draft[keyword].push(...values);
  if (draft.pass.length > 0 && draft.deny.length > 0) {
    throw invalid(at, `group "${draft.name}" has "pass" and "deny"; only one of them can be meant`);
  }
}

function directoryOf(operand: Bytes, { file, root }: Position): Bytes {
  const directory = operand.startsWith('/') ? `${root}${operand}` : path.join(path.dirname(file), operand);
  return path.resolve(directory) as Bytes;
}

function pathOf(operand: Bytes, at: Position): Bytes {
  if (operand.split('/').includes('..')) throw invalid(at, `"${textOfBytes(operand)}" has ".." in it`);
  return normalise(operand);
}

function draftOf(name: Bytes): GroupDraft {
  return { name, into: undefined, from: [], suffix: [], pass: [], deny: [], skip: [] };
}

function groupOf({ name, into, from, suffix, pass, deny, skip }: GroupDraft): Group {
  return {
    name,
    from,
    into: into ?? ('' as Bytes),
    suffixes: suffix.length > 0 ? suffix : DEFAULT_SUFFIXES,
    rules: { pass, deny, skip },
  };
}

function invalid({ file, line }: Position, reason: string): MpkgError {
  return new MpkgError('config-invalid', `${file}:${line}: ${reason}`, { subject: `${file}:${line}` });
}
