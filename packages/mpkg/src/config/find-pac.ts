import { MpkgError } from '../errors.ts';
import { bytesOfText, textOfBytes, type Bytes } from '../bytes.ts';
import { kindOf, lookAt } from '../tree/look.ts';
import { nameOf } from '../tree/paths.ts';
import { DEFAULT_SUFFIXES, type Group } from './configuration.ts';

/**
 * The file that a word on the command line means: a word with a slash, or one that is a file, is a path; any other is a name to
 * look for in the group's directories.
 * @throws MpkgError `file-not-found`
 */
export function findPac(word: string, group: Group): string {
  if (word.includes('/') || kindOf(lookAt(bytesOfText(word))) === 'file') return word;
  for (const directory of group.from) {
    for (const suffix of ['', ...group.suffixes]) {
      const candidate = `${directory}/${bytesOfText(word)}${suffix}`;
      if ((suffix !== '' || hasSuffix(word, group)) && lookAt(candidate) !== undefined)
        return textOfBytes(candidate);
    }
  }
  const places =
    group.from.length === 0 ? 'the group has no "from"' : `not in ${group.from.map(textOfBytes).join(', ')}`;
  throw new MpkgError('file-not-found', `no package "${word}": no such file, and ${places}`, {
    subject: word,
    hint: 'mpkg --groups',
  });
}

/** The name of a package whose file is `path`: the file's, without an ending of the group or of archives in general. */
export function packageNameOf(path: string, group: Group): Bytes {
  const name = nameOf(bytesOfText(path));
  const endings = [...group.suffixes, ...DEFAULT_SUFFIXES].sort((a, b) => b.length - a.length);
  const ending = endings.find((suffix) => name.endsWith(suffix) && name.length > suffix.length);
  return name.slice(0, name.length - (ending?.length ?? 0)) as Bytes;
}

function hasSuffix(word: string, group: Group): boolean {
  return group.suffixes.some((suffix) => bytesOfText(word).endsWith(suffix));
}
