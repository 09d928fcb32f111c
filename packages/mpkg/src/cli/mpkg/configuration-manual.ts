import { VERSION } from '@mpkg/cli';
import { roff } from '@mpkg/cli/docs';
import { KEYWORDS } from '../../config/keywords.ts';

const DESCRIPTION = [
  'mpkg.conf names the groups that packages are deployed in. It is read from etc/mpkg.conf of the root or prefix that mpkg works in, where its absolute directories lie inside that root; or from the file that --config names. It need not exist.',
  'A group that is not named here but has packages, such as those of another architecture that spm puts into a group of that name, is known as well: the rules of the group default hold for it, and a new version of such a package goes where the old one is. A new package of it needs --into, and --groups says that it is not in mpkg.conf.',
  'A line is a keyword and its operands, with blanks between them. An operand with a blank or # in it is put in double quotes. Everything from # to the end of a line is a comment. Paths are those in the archives, relative to the prefix of the group, and each stands for itself and everything below it.',
];

const EXAMPLE = [
  '# packages of the system',
  'from   /var/cache/pacs',
  'skip   usr/share/doc usr/share/man',
  '',
  'group  python3.8',
  'from   /var/cache/pacs/python3.8',
  'into   /usr/lib/python3.8/site-packages',
  'deny   bin etc',
];

/** The manual page mpkg.conf(5), in the man(7) macros. */
export function configurationManual(): string {
  const { bold, code, head, item, paragraph, section } = roff;
  const summary = 'groups of packages, their prefixes and path rules';
  const keywords = KEYWORDS.map(({ word, operands, description }) =>
    item(`${bold(word)} \\fI${operands}\\fR`, description),
  );
  return [
    head({ name: 'mpkg.conf', section: 5, version: VERSION, summary }),
    section('DESCRIPTION', DESCRIPTION.map(paragraph).join('')),
    section('KEYWORDS', keywords.join('')),
    section('EXAMPLE', code(EXAMPLE)),
    section('FILES', item(bold('/etc/mpkg.conf'), 'the file, in the root that is worked in')),
    section('SEE ALSO', paragraph('mpkg(1), mpac(1)')),
  ].join('');
}
