/** A word that begins a line of mpkg.conf. The parser and mpkg.conf(5) both come from this table. */
export interface Keyword {
  readonly word: string;
  /** `...` at the end: one or more, and further lines of the group add to them. */
  readonly operands: string;
  readonly description: string;
}

export const KEYWORDS = [
  {
    word: 'group',
    operands: 'NAME',
    description:
      'Begins a group; the lines up to the next one are about it. Lines before the first are about the group “default”. ' +
      'A name has letters, digits and the characters . _ + -, and begins with a letter or digit.',
  },
  {
    word: 'from',
    operands: 'DIR...',
    description:
      'Where to look, in order, for a package that is given by its name alone. A relative directory is taken from the ' +
      'directory of this file.',
  },
  {
    word: 'into',
    operands: 'PREFIX',
    description:
      'Where the packages of the group are put; the paths in their archives are relative to it. A link that leads out of ' +
      'the prefix is refused. Without it, packages go to the root.',
  },
  {
    word: 'suffix',
    operands: 'ENDING...',
    description:
      'Endings that the file of a package may have, tried in order in each directory: .pac .pac.zst .pac.xz .pac.gz ' +
      'when none is given.',
  },
  {
    word: 'pass',
    operands: 'PATH...',
    description:
      'Only these paths, and what is below them, may be in a package; a package with any other path is refused as a whole. ' +
      'Directories on the way to such a path may be there. A group has either pass or deny.',
  },
  {
    word: 'deny',
    operands: 'PATH...',
    description: 'A package with one of these paths, or with one below them, is refused as a whole.',
  },
  {
    word: 'skip',
    operands: 'PATH...',
    description:
      'These paths, and what is below them, are left out silently, before pass and deny are asked. A kept copy of the ' +
      'archive lets mpkg -s bring them back.',
  },
] as const satisfies readonly Keyword[];

export type KeywordName = (typeof KEYWORDS)[number]['word'];
